using Tollama.Core.Requests;

namespace Tollama.Daemon.Operations;

/// <summary>Measures of a forecast against what happened. A step whose actual value is missing counts for none of them.</summary>
/// <param name="actuals">What happened, a value a step; <see cref="double.NaN"/> where it is not known.</param>
/// <param name="mean">The point forecast.</param>
/// <param name="quantiles">The quantile forecasts, by level.</param>
/// <param name="history">The values before, oldest first; <see cref="double.NaN"/> where one is missing.</param>
/// <param name="season">Values in a season, at least 1.</param>
internal sealed class Accuracy(double[] actuals, double[] mean, IReadOnlyList<(double Level, double[] Values)> quantiles, double[] history, int season)
{
    private readonly int[] _known = [.. Enumerable.Range(0, Math.Min(actuals.Length, mean.Length)).Where(step => !double.IsNaN(actuals[step]))];

    /// <summary>A measure, or why it is not defined.</summary>
    internal (double? Value, string? Reason) Of(AccuracyMetric metric)
    {
        if (_known.Length == 0)
        {
            return (null, "no actual value is known");
        }

        (double value, string reason) = metric switch
        {
            AccuracyMetric.Mae => (MeanOver(Absolute), ""),
            AccuracyMetric.Rmse => (Math.Sqrt(MeanOver(Squared)), ""),
            AccuracyMetric.Mape => (100 * Mean(_known.Where(step => actuals[step] != 0).Select(step => Absolute(step) / Math.Abs(actuals[step]))), "every actual value is zero"),
            AccuracyMetric.Smape => (Mean(_known.Where(step => Size(step) > 0).Select(step => 200 * Absolute(step) / Size(step))), "every actual value and every forecast is zero"),
            AccuracyMetric.Wape => (100 * _known.Sum(Absolute) / _known.Sum(step => Math.Abs(actuals[step])), "every actual value is zero"),
            AccuracyMetric.Mase => (MeanOver(Absolute) / Scale(Math.Abs), NoScale),
            AccuracyMetric.Rmsse => (Math.Sqrt(MeanOver(Squared) / Scale(change => change * change)), NoScale),
            AccuracyMetric.Pinball => (quantiles.Count == 0 ? double.NaN : quantiles.Average(Loss), "no quantiles were asked for"),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, message: null),
        };
        return double.IsFinite(value) ? (value, null) : (null, reason.Length > 0 && !double.IsInfinity(MeanOver(Absolute)) ? reason : "it is too large for a number");
    }

    private string NoScale => $"the history has no change over a season of {season}, or is no longer than it";

    private double Absolute(int step) => Math.Abs(actuals[step] - mean[step]);

    private double Squared(int step) => Absolute(step) * Absolute(step);

    private double Size(int step) => Math.Abs(actuals[step]) + Math.Abs(mean[step]);

    private double Loss((double Level, double[] Values) quantile) => _known.Average(step =>
    {
        double error = actuals[step] - quantile.Values[step];
        return error >= 0 ? quantile.Level * error : (quantile.Level - 1) * error;
    });

    /// <summary>The mean over the history of what the seasonal naive forecast of one step errs by.</summary>
    private double Scale(Func<double, double> weigh) => Mean(Enumerable.Range(season, Math.Max(0, history.Length - season))
        .Select(place => history[place] - history[place - season])
        .Where(change => !double.IsNaN(change))
        .Select(weigh)) is > 0 and var scale ? scale : double.NaN;

    private double MeanOver(Func<int, double> error) => _known.Average(error);

    private static double Mean(IEnumerable<double> values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            sum += value;
            count++;
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
