using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Finds steps that keep every stamp of a series.</summary>
/// <param name="Frequency">The frequency that was found; of stamps that have none, the one that came nearest, or <see langword="null"/>.</param>
/// <param name="Grid">The steps as they lie; <see langword="null"/> when none keep every stamp.</param>
/// <param name="LostCount">How many stamps the nearest steps would leave out.</param>
internal sealed record StepSearch(InferredFrequency? Frequency, TimestampGrid? Grid, int LostCount)
{
    /// <summary>Looks for steps.</summary>
    /// <param name="stamps">The stamps, of one kind, ascending and without duplicates; at least one.</param>
    public static StepSearch In(Timestamp[] stamps)
    {
        StepSearch best = new(null, null, stamps.Length);
        foreach (InferredFrequency candidate in FrequencyInference.Candidates(stamps))
        {
            if (TimestampGrid.Lay(stamps, candidate.Frequency) is not { } grid)
            {
                continue;
            }

            StepSearch found = new(candidate, grid.LostCount == 0 ? grid : null, grid.LostCount);
            if (grid.IsExact)
            {
                return found;
            }

            best = best.Frequency is null || grid.LostCount < best.LostCount || (best.Grid is not null && grid.IsBetterThan(best.Grid) && !grid.FollowsStamps)
                ? found
                : best;
        }

        return best.Frequency is null && ClockInference.Commonest(stamps) is { } commonest
            ? best with { Frequency = commonest, LostCount = TimestampGrid.Lay(stamps, commonest.Frequency)?.LostCount ?? stamps.Length }
            : best;
    }
}
