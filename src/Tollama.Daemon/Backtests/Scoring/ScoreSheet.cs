using System.Globalization;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The measures of models over some windows, which all of them answered.</summary>
internal sealed class ScoreSheet
{
    private readonly IReadOnlyList<ScoredCell> _cells;
    private readonly bool _isStep;
    private readonly Dictionary<string, PairedMeasure?> _measures = [];
    private readonly Dictionary<AccuracyMetric, IReadOnlyList<string>> _names = [];

    /// <summary>A sheet.</summary>
    /// <param name="models">The models.</param>
    /// <param name="cells">The windows, those of one series together; each has the measures of all models.</param>
    /// <param name="isStep">Whether the measures are those of a single step: then roots of squared errors are taken over windows, since one step has no mean to take the root of.</param>
    internal ScoreSheet(IReadOnlyList<string> models, IReadOnlyList<ScoredCell> cells, bool isStep = false)
    {
        Models = models;
        _cells = cells;
        _isStep = isStep;
        Baseline = BaselineRatio.Of(cells, models.Count, Accuracy.NameOf(AccuracyMetric.Mase), Accuracy.NameOf(AccuracyMetric.Mae));
    }

    /// <summary>The models.</summary>
    internal IReadOnlyList<string> Models { get; }

    /// <summary>The models beside the seasonal naive forecast.</summary>
    internal BaselineRatio Baseline { get; }

    /// <summary>How many series it is over.</summary>
    internal int Series => _cells.Select(cell => cell.Series).Distinct().Count();

    /// <summary>A measure; <see langword="null"/> where it is not defined.</summary>
    internal PairedMeasure? Of(string name)
    {
        if (!_measures.TryGetValue(name, out PairedMeasure? measure))
        {
            bool isRoot = _isStep && (name == Accuracy.NameOf(AccuracyMetric.Rmse) || name == Accuracy.NameOf(AccuracyMetric.Rmsse));
            _measures.Add(name, measure = PairedMeasure.Of(name, _cells, Models.Count, isRoot));
        }

        return measure;
    }

    /// <summary>The names that a measure has here: its own, or one for each central interval, the narrowest first.</summary>
    internal IReadOnlyList<string> NamesOf(AccuracyMetric metric)
    {
        if (!_names.TryGetValue(metric, out IReadOnlyList<string>? names))
        {
            string name = Accuracy.NameOf(metric);
            _names.Add(metric, names = metric is AccuracyMetric.Coverage or AccuracyMetric.Msis ? OfIntervals(name + "_") : [name]);
        }

        return names;
    }

    /// <summary>The measures of a model by name, each followed by its standard error, then what compares it to the seasonal naive forecast.</summary>
    internal Dictionary<string, double> MeasuresOf(int model, IReadOnlyList<AccuracyMetric> metrics)
    {
        Dictionary<string, double> values = [];
        foreach (string name in metrics.SelectMany(NamesOf))
        {
            Add(values, name, Of(name)?.MeanOf(model));
            Add(values, name + "_se", Of(name)?.ErrorOf(model));
        }

        Add(values, "skill", Baseline.SkillOf(model));
        Add(values, "relative_mae", Baseline.RelativeOf(model));
        return values;
    }

    private string[] OfIntervals(string prefix) =>
        [.. _cells.SelectMany(cell => cell.Models).Select(measures => measures.Names).Distinct().SelectMany(names => names)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Distinct().OrderBy(name => double.Parse(name.AsSpan(prefix.Length), CultureInfo.InvariantCulture))];

    private static void Add(Dictionary<string, double> values, string name, double? value)
    {
        if (value is { } number)
        {
            values.Add(name, number);
        }
    }
}
