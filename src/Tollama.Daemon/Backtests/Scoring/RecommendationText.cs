using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>What the numbers of a backtest carry, in a sentence or two.</summary>
/// <param name="metric">The measure that orders the models.</param>
/// <param name="table">The rows, the best first.</param>
/// <param name="order">The values of that measure.</param>
/// <param name="windowsOverlap">Whether windows of one series measure the same values.</param>
internal sealed class RecommendationText(string metric, IReadOnlyList<BacktestRow> table, PairedMeasure order, bool windowsOverlap)
{
    private const int MostNames = 4;

    private BacktestRow Best => table[0];

    /// <summary>The sentences.</summary>
    internal string Text => string.Join(' ', Sentences());

    private IEnumerable<string> Sentences()
    {
        // The table has the measure that orders it, whether it was asked for or not.
        BacktestRow[] others = [.. table.Skip(1).Where(row => row.Measures.ContainsKey(metric))];
        string value = Best.Measures[metric].ToString("G4", CultureInfo.InvariantCulture);
        yield return others.Length == 0 ? $"{Best.Model} has a {metric} of {value}{Extent}." : $"{Best.Model} has the lowest {metric}, {value}{Extent}.";
        if (others.Length > 0)
        {
            yield return Comparison(others);
        }

        if (Best.Measures.TryGetValue("skill", out double skill) && skill <= 0)
        {
            yield return others.Any(row => row.Model == "seasonal-naive") || Best.Model == "seasonal-naive"
                ? "No model here has a lower mase than the seasonal naive forecast." : "The seasonal naive forecast has no higher mase.";
        }
    }

    private string Extent => order.IsOverWindows ? order.Units == 1 ? " in one window" : $" over {order.Units} windows of one series" : $" over {order.Count} series";

    private string Comparison(BacktestRow[] others)
    {
        if (order.IsOverWindows && windowsOverlap)
        {
            return "Windows of one series that overlap cannot tell that from chance: take a step no shorter than the horizon, or more series.";
        }

        if (order.Units < PairedComparison.LeastPairs)
        {
            // Of several series each is one value, however many windows it has.
            string help = order.IsOverWindows ? $"say {RequestFields.Windows.With($"{PairedComparison.LeastPairs}")} or more, or send more series" : "send more series";
            return $"That is too little to tell it from chance: {help}.";
        }

        string[] worse = [.. others.Select(row => row.Model).Where(Best.BetterThan!.Contains)];
        string[] equal = [.. others.Select(row => row.Model).Except(worse)];
        return worse.Length == 0 ? $"It cannot be told from {Names(equal)}: no difference is larger than its error."
            : $"It is better than {Names(worse)} by more than the error of the difference{(equal.Length == 0 ? "." : $"; it cannot be told from {Names(equal)}.")}";
    }

    private static string Names(string[] models) => models.Length switch
    {
        1 => models[0],
        <= MostNames => $"{string.Join(", ", models.SkipLast(1))} and {models[^1]}",
        _ => $"{string.Join(", ", models.Take(MostNames - 1))} and {models.Length - MostNames + 1} others",
    };
}
