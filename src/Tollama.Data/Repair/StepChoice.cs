using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Chooses between the steps that a series has by itself and those of its table.</summary>
internal static class StepChoice
{
    /// <summary>A series whose own steps have so many of its stamps differs from its table; one with more gaps is one of its table with gaps.</summary>
    private const double Regular = 0.9;

    /// <summary>The steps of a series.</summary>
    /// <param name="stamps">Its stamps, of one kind, ascending and distinct; at least one.</param>
    /// <param name="table">The frequency of its table; <see langword="null"/> for none.</param>
    /// <param name="maxGrowth">How many times longer than the stamps the steps may be.</param>
    /// <param name="keepsWeeks">Whether a few even weeks beside shorter steps are no series with gaps.</param>
    /// <returns>What was found: without a grid when there are no steps that keep all stamps.</returns>
    public static StepSearch Of(Timestamp[] stamps, Frequency? table, double maxGrowth, bool keepsWeeks)
    {
        TimestampGrid? shared = table is null || table.IsIndex != stamps[0].IsIndex ? null : TimestampGrid.Lay(stamps, table);
        bool fits = shared is { LostCount: 0, NearCount: 0 } && shared.Length <= maxGrowth * stamps.Length;
        if (fits && stamps.Length < PanelFrequency.EnoughStamps)
        {
            if (EvenSteps.Of(stamps) is { } even && (keepsWeeks || even.Frequency.Unit > FrequencyUnit.Week)
                && even.Frequency.ApproximateTicks > PanelFrequency.Longer * shared!.Frequency.ApproximateTicks)
            {
                return new StepSearch(new InferredFrequency(even.Frequency, 1), even, 0);
            }

            return new StepSearch(new InferredFrequency(shared!.Frequency, 1), shared, 0);
        }

        StepSearch own = StepSearch.In(stamps);
        bool isOwn = own.Grid is { } grid && (PanelFrequency.KindOf(grid.Frequency) == PanelFrequency.KindOf(table ?? grid.Frequency)
            || (stamps.Length >= PanelFrequency.EnoughStamps && stamps.Length >= Regular * grid.Length));
        return fits && !isOwn ? new StepSearch(new InferredFrequency(shared!.Frequency, 1), shared, 0) : own;
    }
}
