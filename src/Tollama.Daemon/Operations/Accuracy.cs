using Tollama.Core.Requests;

namespace Tollama.Daemon.Operations;

/// <summary>Measures of a forecast against what happened. A step whose actual value is missing counts for none of them.</summary>
/// <param name="actuals">What happened, a value a step; <see cref="double.NaN"/> where it is not known.</param>
/// <param name="mean">The point forecast.</param>
/// <param name="quantiles">The quantile forecasts, by level.</param>
/// <param name="scale">The unit of the scaled measures, of the values that the forecast was made from.</param>
internal sealed class Accuracy(double[] actuals, double[] mean, IReadOnlyList<(double Level, double[] Values)> quantiles, SeasonalScale scale)
{
    private readonly int[] _known = [.. Enumerable.Range(0, Math.Min(actuals.Length, mean.Length)).Where(step => !double.IsNaN(actuals[step]))];

    /// <summary>The name of a measure as requests and answers have it.</summary>
    internal static string NameOf(AccuracyMetric metric) => metric.ToString().ToLowerInvariant();

    /// <summary>A measure; of <see cref="AccuracyMetric.Coverage"/> and <see cref="AccuracyMetric.Msis"/> one for each central interval.</summary>
    internal IEnumerable<Measure> Of(AccuracyMetric metric)
    {
        string name = NameOf(metric);
        return metric switch
        {
            AccuracyMetric.Coverage => OfIntervals(name, Coverage, ""),
            AccuracyMetric.Msis => OfIntervals(name, interval => IntervalScore(interval) / scale.Absolute, NoScale),
            AccuracyMetric.Bias => [Defined(name, () => MeanOver(step => mean[step] - actuals[step]), "")],
            AccuracyMetric.Mae => [Defined(name, () => MeanOver(Absolute), "")],
            AccuracyMetric.Rmse => [Defined(name, () => Math.Sqrt(MeanOver(Squared)), "")],
            AccuracyMetric.Mape => [Defined(name, () => 100 * Relative(), "every actual value is zero")],
            AccuracyMetric.Smape => [Defined(name, () => MeanOver(step => Size(step) > 0 ? 200 * (Absolute(step) / Size(step)) : 0), "")],
            AccuracyMetric.Wape => [Defined(name, () => 100 * _known.Sum(Absolute) / _known.Sum(step => Math.Abs(actuals[step])), "every actual value is zero")],
            AccuracyMetric.Mase => [Defined(name, () => MeanOver(Absolute) / scale.Absolute, NoScale)],
            AccuracyMetric.Rmsse => [Defined(name, () => Math.Sqrt(MeanOver(Squared) / scale.Squared), NoScale)],
            AccuracyMetric.Pinball => [Defined(name, MeanLoss, NoQuantiles)],
            AccuracyMetric.Crps => [Defined(name, () => 2 * MeanLoss(), NoQuantiles)],
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, message: null),
        };
    }

    private const string NoQuantiles = "there are no quantiles";

    private string NoScale => $"the history has no change over a season of {scale.Season}, or is no longer than it";

    private double Absolute(int step) => Math.Abs(actuals[step] - mean[step]);

    private double Squared(int step) => Absolute(step) * Absolute(step);

    private double Size(int step) => Math.Abs(actuals[step]) + Math.Abs(mean[step]);

    private double MeanOver(Func<int, double> error) => _known.Average(error);

    private double Relative()
    {
        int[] sized = [.. _known.Where(step => actuals[step] != 0)];
        return sized.Length == 0 ? double.NaN : sized.Average(step => Absolute(step) / Math.Abs(actuals[step]));
    }

    private double MeanLoss() => quantiles.Count == 0 ? double.NaN : quantiles.Average(quantile => MeanOver(step =>
    {
        double error = actuals[step] - quantile.Values[step];
        return error >= 0 ? quantile.Level * error : (quantile.Level - 1) * error;
    }));

    private double Coverage(CentralInterval interval) => MeanOver(step => actuals[step] >= interval.Low[step] && actuals[step] <= interval.High[step] ? 1 : 0);

    private double IntervalScore(CentralInterval interval) => MeanOver(step =>
        interval.High[step] - interval.Low[step]
        + 2 / interval.Outside * (Math.Max(interval.Low[step] - actuals[step], 0) + Math.Max(actuals[step] - interval.High[step], 0)));

    private IEnumerable<Measure> OfIntervals(string name, Func<CentralInterval, double> of, string reason)
    {
        bool isEmpty = true;
        foreach (CentralInterval interval in CentralInterval.Of(quantiles))
        {
            isEmpty = false;
            yield return Defined(interval.NameOf(name), () => of(interval), reason);
        }

        if (isEmpty)
        {
            yield return new Measure(name, null, quantiles.Count == 0 ? NoQuantiles : "no two quantiles bound a central interval, as 0.1 and 0.9 do");
        }
    }

    private Measure Defined(string name, Func<double> of, string reason)
    {
        if (_known.Length == 0)
        {
            return new Measure(name, null, "no actual value is known");
        }

        double value = of();
        return double.IsFinite(value) ? new Measure(name, value, null)
            : new Measure(name, null, reason.Length > 0 && !double.IsInfinity(MeanOver(Absolute)) ? reason : "it is too large for a number");
    }
}
