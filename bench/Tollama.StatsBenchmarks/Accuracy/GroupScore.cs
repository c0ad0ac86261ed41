namespace Tollama.StatsBenchmarks;

/// <summary>The scores of a method over a group of series: plain means over the series, except where said.</summary>
internal sealed record GroupScore(
    int Count, double Smape, double PooledSmape, double Mase, double Mape, double Rmsse, double Msis, double Coverage, double Coverage80, double Crps, double Milliseconds)
{
    /// <summary>Averages; a series whose scale is 0 has no scaled error and is left out of those.</summary>
    public static GroupScore Of(IReadOnlyCollection<SeriesScore> scores, TimeSpan time) => new(
        scores.Count,
        scores.Average(score => score.Smape),
        scores.SelectMany(score => score.PointSmape).Average(),
        Finite(scores, score => score.Mase),
        Finite(scores, score => score.Mape),
        Finite(scores, score => score.Rmsse),
        Finite(scores, score => score.Msis),
        scores.Average(score => score.Coverage),
        scores.Average(score => score.Coverage80),
        scores.Sum(score => score.QuantileLoss) / scores.Sum(score => score.Magnitude),
        time.TotalMilliseconds / scores.Count);

    private static double Finite(IEnumerable<SeriesScore> scores, Func<SeriesScore, double> value) =>
        scores.Select(value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
