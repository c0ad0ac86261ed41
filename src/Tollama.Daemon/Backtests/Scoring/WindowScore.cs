using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The measures of a window that are defined, of the whole and of each step where these are asked for.</summary>
/// <param name="Whole">The measures by name.</param>
/// <param name="Steps">The measures of each step; <see langword="null"/> where nobody asked.</param>
/// <param name="Undefined">Why a measure is not defined, by its name.</param>
internal sealed record WindowScore(
    IReadOnlyDictionary<string, double> Whole, IReadOnlyList<IReadOnlyDictionary<string, double>>? Steps, IReadOnlyDictionary<string, string> Undefined)
{
    /// <summary>Measures a window.</summary>
    /// <param name="window">The forecast, and what happened.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="hasSteps">Whether each step is measured too.</param>
    internal static WindowScore Of(ScoredWindow window, IReadOnlyList<AccuracyMetric> metrics, bool hasSteps)
    {
        SeasonalScale scale = SeasonalScale.Of(window.History.Span, window.Season);
        Dictionary<string, string> undefined = [];
        Dictionary<string, double> whole = Measured(new Accuracy(window.Actual, window.Mean, window.Quantiles, scale), metrics, undefined);
        if (!hasSteps)
        {
            return new WindowScore(whole, null, undefined);
        }

        Dictionary<string, double>[] steps = new Dictionary<string, double>[window.Mean.Length];
        for (int step = 0; step < steps.Length; step++)
        {
            (double, double[])[] quantiles = [.. window.Quantiles.Select(quantile => (quantile.Level, new[] { quantile.Values[step] }))];
            steps[step] = Measured(new Accuracy([window.Actual[step]], [window.Mean[step]], quantiles, scale), metrics, undefined: null);
        }

        return new WindowScore(whole, steps, undefined);
    }

    private static Dictionary<string, double> Measured(Accuracy accuracy, IReadOnlyList<AccuracyMetric> metrics, Dictionary<string, string>? undefined)
    {
        Dictionary<string, double> values = [];
        foreach (Measure measure in metrics.SelectMany(accuracy.Of))
        {
            if (measure.Value is { } value)
            {
                values.Add(measure.Name, value);
            }
            else
            {
                undefined?.TryAdd(measure.Name, measure.Reason!);
            }
        }

        return values;
    }
}
