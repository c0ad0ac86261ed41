namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>
/// One measure of several models over the same windows: those where it is defined for each model that has it at all. The value of a series is the mean of its windows, that of a table the
/// mean of its series.
/// </summary>
internal sealed class PairedMeasure
{
    private readonly double[]?[] _series;
    private readonly double[]?[] _windows;

    private PairedMeasure(string name, double[]?[] series, double[]?[] windows, bool isRoot)
    {
        Name = name;
        _series = series;
        _windows = windows;
        Count = series.Max(values => values?.Length ?? 0);
        HasError = Count > 1 || !isRoot;
    }

    /// <summary>The measure's name.</summary>
    internal string Name { get; }

    /// <summary>Over how many series it is.</summary>
    internal int Count { get; }

    /// <summary>Over how many windows it is.</summary>
    internal int Windows => _windows.Max(values => values?.Length ?? 0);

    /// <summary>How many windows its series have, those included where it is not defined.</summary>
    internal int WindowsOfItsSeries { get; private init; }

    /// <summary>Whether the mean of a model is a number: errors that are too large have none.</summary>
    internal bool IsFinite => Enumerable.Range(0, _series.Length).Any(model => MeanOf(model) is not null);

    /// <summary>Whether the units are the windows of one series.</summary>
    internal bool IsOverWindows => Count == 1;

    /// <summary>How many values a model is compared by: series, or the windows of one.</summary>
    internal int Units => (IsOverWindows ? _windows : _series).Max(values => values?.Length ?? 0);

    // A root of mean squares over windows is no mean of theirs, so that these do not show its error.
    private bool HasError { get; }

    /// <summary>Pairs a measure.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cells">The windows, those of one series together.</param>
    /// <param name="models">How many models there are.</param>
    /// <param name="isRoot">True if the values of windows are brought together as the root of the mean of their squares, false for their mean.</param>
    /// <returns><see langword="null"/> if it is nowhere defined for all models that have it.</returns>
    internal static PairedMeasure? Of(string name, IReadOnlyList<ScoredCell> cells, int models, bool isRoot)
    {
        bool[] has = [.. Enumerable.Range(0, models).Select(model => cells.Any(cell => cell.Models[model].Has(name)))];
        ScoredCell[] paired = [.. cells.Where(cell => has.Index().All(pair => !pair.Item || cell.Models[pair.Index].Has(name)))];
        if (paired.Length == 0 || !has.Contains(true))
        {
            return null;
        }

        double[]?[] series = new double[models][];
        double[]?[] windows = new double[models][];
        for (int model = 0; model < models; model++)
        {
            if (has[model])
            {
                int which = model;
                windows[model] = [.. paired.Select(cell => cell.Models[which][name])];
                series[model] = [.. paired.GroupBy(cell => cell.Series).Select(group => Combined(group.Select(cell => cell.Models[which][name]), isRoot))];
            }
        }

        HashSet<int> places = [.. paired.Select(cell => cell.Series)];
        return new PairedMeasure(name, series, windows, isRoot) { WindowsOfItsSeries = cells.Count(cell => places.Contains(cell.Series)) };
    }

    /// <summary>The values of a model by which it is compared: one a series, or one a window if there is one series; <see langword="null"/> if the model has none.</summary>
    internal double[]? UnitsOf(int model) => IsOverWindows ? _windows[model] : _series[model];

    /// <summary>The values of a model, one a series; <see langword="null"/> if the model has none.</summary>
    internal double[]? SeriesOf(int model) => _series[model];

    /// <summary>The mean over series; <see langword="null"/> if the model has none.</summary>
    internal double? MeanOf(int model) => Finite(_series[model]?.Average());

    /// <summary>The standard error of the mean over series, or over the windows of one: the deviation of the values over the root of their number. <see langword="null"/> for a single one.</summary>
    internal double? ErrorOf(int model) => HasError && UnitsOf(model) is { Length: > 1 } units ? Finite(MeanAndError(units).Error) : null;

    /// <summary>The mean of values and its standard error; two values at least.</summary>
    internal static (double Mean, double Error) MeanAndError(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static double Combined(IEnumerable<double> windows, bool isRoot) => isRoot ? Math.Sqrt(windows.Average(value => value * value)) : windows.Average();
}
