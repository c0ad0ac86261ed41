using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Reads the frequency of a series off its time stamps, gaps and small irregularities notwithstanding.</summary>
public static class FrequencyInference
{
    /// <summary>Finds the frequency.</summary>
    /// <param name="ascendingDistinct">The stamps, ascending and without duplicates.</param>
    /// <returns>
    /// The frequency by the commonest distance, on the calendar where the time of day stays the same; <see langword="null"/>
    /// for fewer than two stamps, and when less than a quarter of the distances are one step or less than 80 % whole steps.
    /// Two stamps give the best guess.
    /// </returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: positions and dates in one series.</exception>
    public static InferredFrequency? Infer(ReadOnlySpan<Timestamp> ascendingDistinct)
    {
        ReadOnlySpan<Timestamp> stamps = StampKinds.Unify(ascendingDistinct, yearsArePositions: false);
        if (stamps.Length < 2)
        {
            return null;
        }

        if (stamps[0].IsIndex)
        {
            return Positions(Distances(stamps, stamp => stamp.Ticks));
        }

        InferredFrequency? calendar = HaveOneTimeOfDay(stamps) ? CalendarInference.Infer(stamps) : null;
        return calendar ?? ClockInference.Infer(Distances(stamps, stamp => stamp.UtcTicks));
    }

    internal static long[] Distances(ReadOnlySpan<Timestamp> stamps, Func<Timestamp, long> place)
    {
        long[] distances = new long[stamps.Length - 1];
        long previous = place(stamps[0]);
        for (int index = 0; index < distances.Length; index++)
        {
            long current = place(stamps[index + 1]);
            (distances[index], previous) = (current - previous, current);
        }

        return distances;
    }

    private static InferredFrequency? Positions(long[] distances)
    {
        long step = StepFit.Commonest(distances);
        return step is > 0 and <= int.MaxValue && StepFit.Share(distances, step) is { } share
            ? new InferredFrequency(Frequency.Create(FrequencyUnit.Index, (int)step), share)
            : null;
    }

    private static bool HaveOneTimeOfDay(ReadOnlySpan<Timestamp> stamps)
    {
        long time = stamps[0].Ticks % TimeSpan.TicksPerDay;
        foreach (ref readonly Timestamp stamp in stamps)
        {
            if (stamp.Ticks % TimeSpan.TicksPerDay != time)
            {
                return false;
            }
        }

        return true;
    }
}
