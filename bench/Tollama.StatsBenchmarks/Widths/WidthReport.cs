using System.Globalization;
using Tollama.Core.Forecasting;

namespace Tollama.StatsBenchmarks;

/// <summary>What a model says about a set that is beyond reason: intervals, means, errors.</summary>
internal sealed class WidthReport
{
    /// <summary>How many times as wide as a random walk an interval may be.</summary>
    public const double Law = 5;

    private const double Rounding = 1.0001;
    private const double Wide = 4;
    private const double Far = 5;
    private const double Bad = 10;
    private const int Ruining = 3;

    private readonly List<Row> _rows = [];

    public static string Header =>
        "| set | model | series | widest | series | over 4 | over 5 | farthest mean | series | over 5 ranges | worst error | series | over 10 | MASE | of three worst | covered | width to error | largest | series |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>Whether an interval is wider than the law allows.</summary>
    public bool Breaks => _rows.Exists(row => row.Width > Law * Rounding);

    /// <summary>Looks at a forecast: its mean over the length of the test part, its intervals over all of it.</summary>
    public void Add(CompetitionSeries series, SeriesForecast forecast)
    {
        WidthScale scale = new(series.Train);
        double width = 0;
        for (int step = 1; step <= forecast.Mean.Length; step++)
        {
            width = Math.Max(width, scale.Ratio(forecast.Quantiles[^1][step - 1] - forecast.Quantiles[0][step - 1], step));
        }

        double mean = forecast.Mean.Max(scale.Beyond);
        double error = series.Test.Zip(forecast.Mean).Average(pair => Math.Abs(pair.First - pair.Second));
        double walk = series.Test.Select((value, step) => Math.Abs(value - Naive(series, step))).Average();
        double naive = Enumerable.Range(series.Season, series.Train.Length - series.Season).Average(index => Math.Abs(series.Train[index] - series.Train[index - series.Season]));
        _rows.Add(new Row(series.Id, width, mean, naive > 0 ? error / naive : 0, error / Math.Max(walk, naive), Covered(series, forecast), Excess(series, forecast)));
    }

    /// <summary>A row of the table.</summary>
    public string Render(string set, string model)
    {
        Row wide = _rows.MaxBy(row => row.Width)!, far = _rows.MaxBy(row => row.Mean)!, bad = _rows.MaxBy(row => row.Against)!, excess = _rows.MaxBy(row => row.Excess)!;
        double[] errors = [.. _rows.Select(row => row.Error).OrderDescending()];
        double[] excesses = [.. _rows.Select(row => row.Excess).Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {set} | {model} | {_rows.Count} | {wide.Width:0.00} | {wide.Id} | {Count(row => row.Width > Wide)} | {Count(row => row.Width > Law * Rounding)} ")
            + string.Create(CultureInfo.InvariantCulture, $"| {far.Mean:0.0} | {far.Id} | {Count(row => row.Mean > Far)} | {bad.Against:0.0} | {bad.Id} | {Count(row => row.Against > Bad)} ")
            + string.Create(CultureInfo.InvariantCulture, $"| {errors.Average():0.000} | {errors.Take(Ruining).Sum() / errors.Sum():0.00} ")
            + string.Create(CultureInfo.InvariantCulture, $"| {_rows.Average(row => row.Covered):0.000} | {excesses[excesses.Length / 2]:0.00} | {excess.Excess:0.0} | {excess.Id} |");

        int Count(Predicate<Row> which) => _rows.Count(row => which(row));
    }

    private static double Naive(CompetitionSeries series, int step) => series.Train[^(series.Season - (step % series.Season))];

    private static double Covered(CompetitionSeries series, SeriesForecast forecast) =>
        series.Test.Where((value, step) => value >= forecast.Quantiles[0][step] && value <= forecast.Quantiles[^1][step]).Count() / (double)series.Test.Length;

    // The width beside that which errors of the size that came would need.
    private static double Excess(CompetitionSeries series, SeriesForecast forecast)
    {
        double width = forecast.Quantiles[^1].Zip(forecast.Quantiles[0], (high, low) => high - low).Take(series.Test.Length).Average();
        double squares = series.Test.Zip(forecast.Mean, (value, mean) => (value - mean) * (value - mean)).Average();
        return squares > 0 ? width / (2 * WidthScale.Deviate * Math.Sqrt(squares)) : 0;
    }

    private sealed record Row(string Id, double Width, double Mean, double Error, double Against, double Covered, double Excess);
}
