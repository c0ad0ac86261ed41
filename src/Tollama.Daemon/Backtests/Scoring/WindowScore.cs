using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The measures of a window, of the whole and of each step where these are asked for.</summary>
/// <param name="Whole">Those of the whole.</param>
/// <param name="Steps">Those of each step; <see langword="null"/> where nobody asked.</param>
/// <param name="Undefined">Why a measure is not defined, by its name; <see langword="null"/> where all are.</param>
internal sealed record WindowScore(MeasureValues Whole, MeasureValues[]? Steps, IReadOnlyDictionary<string, string>? Undefined)
{
    /// <summary>Measures a window.</summary>
    /// <param name="window">The forecast, and what happened.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="hasSteps">Whether each step is measured too.</param>
    internal static WindowScore Of(ScoredWindow window, IReadOnlyList<AccuracyMetric> metrics, bool hasSteps)
    {
        SeasonalScale scale = SeasonalScale.Of(window.History.Span, window.Season);
        Measure[] whole = [.. metrics.SelectMany(new Accuracy(window.Actual, window.Mean, window.Quantiles, scale).Of)];
        Measure[] undefined = [.. whole.Where(measure => measure.Value is null)];
        return new WindowScore(
            ValuesOf(whole),
            hasSteps ? [.. Enumerable.Range(0, window.Mean.Length).Select(step => OfStep(window, metrics, scale, step))] : null,
            undefined.Length == 0 ? null : undefined.ToDictionary(measure => measure.Name, measure => measure.Reason!));
    }

    /// <summary>The same with shared names.</summary>
    internal WindowScore Sharing(string[] names) => this with { Whole = Whole.Sharing(names), Steps = Steps is null ? null : [.. Steps.Select(step => step.Sharing(names))] };

    private static MeasureValues OfStep(ScoredWindow window, IReadOnlyList<AccuracyMetric> metrics, SeasonalScale scale, int step)
    {
        (double, double[])[] quantiles = [.. window.Quantiles.Select(quantile => (quantile.Level, new[] { quantile.Values[step] }))];
        Accuracy accuracy = new([window.Actual[step]], [window.Mean[step]], quantiles, scale);
        return ValuesOf([.. metrics.SelectMany(accuracy.Of)]);
    }

    private static MeasureValues ValuesOf(Measure[] measures) =>
        new([.. measures.Select(measure => measure.Name)], [.. measures.Select(measure => measure.Value ?? double.NaN)]);
}
