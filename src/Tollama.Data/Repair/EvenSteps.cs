using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>The steps of a short series that tells them itself: a few stamps without a gap, one hour, day, week, month, quarter or year apart.</summary>
internal static class EvenSteps
{
    private const int Least = 3;

    /// <summary>The steps; <see langword="null"/> for fewer than three stamps, and for such as may be the steps of a shorter frequency with gaps.</summary>
    /// <param name="stamps">Stamps in the order of time; others have no even steps.</param>
    public static TimestampGrid? Of(Timestamp[] stamps)
    {
        if (stamps.Length < Least || stamps[0].IsIndex || !AreNearlyEven(stamps))
        {
            return null;
        }

        try
        {
            StepSearch found = StepSearch.In(StampKinds.Unify(stamps, yearsArePositions: false).ToArray());
            return found.Grid is { IsExact: true, Frequency: { Multiple: 1, IsIndex: false } } grid && grid.Length == stamps.Length ? grid : null;
        }
        catch (TollamaException)
        {
            return null;
        }
    }

    // Quarters have 90 to 92 days, months 28 to 31: what differs by more has gaps.
    private static bool AreNearlyEven(Timestamp[] stamps)
    {
        long[] distances = FrequencyInference.Distances(stamps, stamp => stamp.UtcTicks);
        return distances.Min() > 0 && distances.Max() < 1.2 * distances.Min();
    }
}
