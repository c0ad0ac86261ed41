using System.Globalization;
using Tollama.Core.Forecasting;

namespace Tollama.StatsBenchmarks;

/// <summary>What a model says about a set that is beyond reason: intervals, means, errors.</summary>
internal sealed class WidthReport
{
    /// <summary>How many times as wide as a random walk an interval may be.</summary>
    public const double Law = 8;

    private const double Rounding = 1.0001;
    private const double Wide = 4;
    private const double Far = 5;
    private const double Bad = 10;
    private const int Ruining = 3;

    private readonly List<(string Id, double Width, double Mean, double Error, double Against)> _rows = [];

    public static string Header =>
        "| set | model | series | widest | series | over 4 | over 8 | farthest mean | series | over 5 ranges | worst error | series | over 10 | MASE | of three worst |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

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
        _rows.Add((series.Id, width, mean, naive > 0 ? error / naive : 0, error / Math.Max(walk, naive)));
    }

    /// <summary>A row of the table.</summary>
    public string Render(string set, string model)
    {
        (string wideId, double wide, _, _, _) = _rows.MaxBy(row => row.Width);
        (string farId, _, double far, _, _) = _rows.MaxBy(row => row.Mean);
        (string badId, _, _, _, double bad) = _rows.MaxBy(row => row.Against);
        double[] errors = [.. _rows.Select(row => row.Error).OrderDescending()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {set} | {model} | {_rows.Count} | {wide:0.00} | {wideId} | {Count(row => row.Width > Wide)} | {Count(row => row.Width > Law * Rounding)} | {far:0.0} | {farId} | {Count(row => row.Mean > Far)} | {bad:0.0} | {badId} | {Count(row => row.Against > Bad)} | {errors.Average():0.000} | {errors.Take(Ruining).Sum() / errors.Sum():0.00} |");

        int Count(Predicate<(string Id, double Width, double Mean, double Error, double Against)> which) => _rows.Count(row => which(row));
    }

    private static double Naive(CompetitionSeries series, int step) => series.Train[^(series.Season - (step % series.Season))];
}
