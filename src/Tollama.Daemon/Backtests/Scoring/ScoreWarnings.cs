using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>What the table of a backtest leaves out, a sentence each.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="scores">By model its windows.</param>
/// <param name="common">The windows that all models answered.</param>
/// <param name="sheet">Their measures.</param>
internal sealed class ScoreWarnings(
    ScoringPlan plan, IReadOnlyDictionary<string, Dictionary<WindowPlace, WindowScore>> scores, WindowPlace[] common, ScoreSheet sheet)
{
    private static readonly Dictionary<string, string> Defined = [];

    /// <summary>The sentences.</summary>
    /// <param name="metrics">The measures that are told.</param>
    /// <param name="ordering">The measure that orders the models; <see langword="null"/> if none does.</param>
    internal IEnumerable<string> Of(IReadOnlyList<AccuracyMetric> metrics, string? ordering)
    {
        if (Missing() is { } missing)
        {
            yield return missing;
        }

        if (common.Length > 0 && OtherOrder(plan.Metrics, ordering) is { } other)
        {
            yield return other;
        }

        foreach (string sentence in metrics.Where(metric => plan.Metrics is not null || !NeedsQuantiles(metric)).SelectMany(Undefined))
        {
            yield return sentence;
        }

        if (sheet.Baseline.Zeros > 0)
        {
            yield return $"relative_mae leaves out {sheet.Baseline.Zeros} of {sheet.Series} series, where the error of a model or of the seasonal naive forecast is exactly zero";
        }
    }

    /// <summary>Says that another measure orders the models than the one that was to; <see langword="null"/> if it is that one.</summary>
    /// <param name="asked">The measures asked for, of which the first that can order models is meant; <see langword="null"/> for the usual one.</param>
    /// <param name="ordering">The measure that orders the models; <see langword="null"/> if none does.</param>
    internal static string? OtherOrder(IReadOnlyList<AccuracyMetric>? asked, string? ordering)
    {
        // An empty list and one of measures that order nothing mean the usual one, too.
        AccuracyMetric wished = (asked ?? []).Append(AccuracyMetric.Mase).First(BacktestScores.Orders);
        string name = Accuracy.NameOf(wished);
        return ordering is null ? "no measure that tells which model is better is defined for any window: none of the models is called the best"
            : ordering.Split('_')[0] == name ? null
            : $"{name} is defined for no window, so that the models are ordered by {ordering}";
    }

    private static bool NeedsQuantiles(AccuracyMetric metric) => metric is AccuracyMetric.Crps or AccuracyMetric.Coverage or AccuracyMetric.Msis or AccuracyMetric.Pinball;

    /// <summary>Says which windows are left out because a model did not answer them, and which model is the reason most often.</summary>
    private string? Missing()
    {
        int all = scores.Values.SelectMany(windows => windows.Keys).Distinct().Count();
        if (all == common.Length)
        {
            return null;
        }

        (string model, int count) = scores.Select(pair => (pair.Key, pair.Value.Count)).OrderBy(pair => pair.Count).ThenBy(pair => pair.Key, StringComparer.Ordinal).First();
        int series = scores.Values.SelectMany(windows => windows.Keys).Select(place => place.Series).Distinct().Count();
        return $"the table compares the models over the {common.Length} of {all} windows, of {common.Select(place => place.Series).Distinct().Count()} of {series} series, that all of them "
            + $"answered; {model} answered the fewest, {count}";
    }

    private IEnumerable<string> Undefined(AccuracyMetric metric)
    {
        foreach ((int index, string model) in sheet.Models.Index())
        {
            if (Reasons(model, metric) is { Count: > 0 } reasons && sheet.NamesOf(metric).All(name => sheet.Of(name)?.UnitsOf(index) is null))
            {
                yield return $"{Accuracy.NameOf(metric)} is not defined for {model}: {reasons[0]}";
            }
        }

        foreach (string name in sheet.NamesOf(metric))
        {
            if (sheet.Of(name) is { } measure && measure.Windows < common.Length && LeftOut(measure) is var left
                && sheet.Models.Where((_, index) => measure.UnitsOf(index) is not null).SelectMany(model => Reasons(model, metric)).FirstOrDefault() is { } reason)
            {
                yield return $"{name} leaves out {left}, where it is not defined: {reason}";
            }
        }
    }

    // Series of which no window is left are counted as such, the windows of others by themselves.
    private string LeftOut(PairedMeasure measure)
    {
        int series = sheet.Series - measure.Count;
        string windows = $"{common.Length - measure.Windows} of {common.Length} windows";
        string whole = $"{series} of {sheet.Series} series";
        return series == 0 ? windows : measure.Windows == measure.WindowsOfItsSeries ? whole : $"{windows}, among them all of {whole}";
    }

    // A measure of intervals has a reason for each of them, or one for all.
    private List<string> Reasons(string model, AccuracyMetric metric) =>
        [.. common.SelectMany(place => (scores[model][place].Undefined ?? Defined).Where(pair => pair.Key.Split('_')[0] == Accuracy.NameOf(metric))).Select(pair => pair.Value).Take(1)];
}
