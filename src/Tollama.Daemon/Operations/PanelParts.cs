using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Divides a panel into parts that are forecast one after the other.</summary>
/// <remarks>
/// A part bounds what a runner's line, the memory of both processes and the wait of other requests can be, however large the request is. Its
/// limits are far above what most requests have: these are one part.
/// </remarks>
internal static class PanelParts
{
    /// <summary>The most numbers in the answer to a part, unless a single series has more: some two megabytes of text.</summary>
    internal const long MostNumbers = 100_000;

    /// <summary>The most values in the series of a part, unless a single series has more.</summary>
    internal const long MostValues = 1_000_000;

    // About a second of all cores: long enough that the wait for the last series of a part costs little.
    private static readonly TimeSpan MostCost = TimeSpan.FromSeconds(1) * Environment.ProcessorCount;

    /// <summary>The parts, in order; each with at least one series.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="numbersOfSeries">How many numbers the forecast of a series has.</param>
    /// <param name="costs">The estimated cost of each series, its copies included.</param>
    /// <param name="copies">How many times the model gets each series; once by default.</param>
    /// <param name="besides">How many numbers the answer has of each series beside its forecast; none by default.</param>
    internal static IReadOnlyList<PanelPart> Of(
        Panel panel, long numbersOfSeries, IReadOnlyList<TimeSpan> costs, IReadOnlyList<int>? copies = null, IReadOnlyList<long>? besides = null)
    {
        List<PanelPart> parts = [];
        int start = 0;
        (long numbers, long values, TimeSpan cost) = (0, 0, TimeSpan.Zero);
        for (int i = 0; i < panel.Series.Count; i++)
        {
            int times = copies?[i] ?? 1;
            long valuesOfSeries = (long)panel.Series[i].Length * (1 + panel.Series[i].Covariates.Count) * times;
            long numbersOfCopies = (numbersOfSeries * times) + (besides?[i] ?? 0);
            bool isFull = numbers + numbersOfCopies > MostNumbers || values + valuesOfSeries > MostValues || cost + costs[i] > MostCost;
            if (isFull && i > start)
            {
                parts.Add(new PanelPart(Slice(panel, start, i), cost));
                (start, numbers, values, cost) = (i, 0, 0, TimeSpan.Zero);
            }

            (numbers, values, cost) = (numbers + numbersOfCopies, values + valuesOfSeries, cost + costs[i]);
        }

        parts.Add(new PanelPart(Slice(panel, start, panel.Series.Count), cost));
        return parts;
    }

    private static Panel Slice(Panel panel, int start, int end) =>
        start == 0 && end == panel.Series.Count ? panel : new Panel([.. panel.Series.Skip(start).Take(end - start)], panel.Horizon);
}
