using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Frequencies that go by the clock: seconds to hours, and days of 23 to 25 hours.</summary>
internal static class ClockInference
{
    /// <summary>Stamps of a sampler that is late now and then: the step is the round duration within 5 % of the median.</summary>
    private const double Roundness = 0.05;

    /// <summary>As in a grid: 15 % of a step.</summary>
    private const double Tolerance = 0.15;

    private static readonly TimeSpan[] Rounds =
    [
        TimeSpan.FromHours(1), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1),
        TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1),
        TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(1),
    ];

    public static IEnumerable<InferredFrequency> Candidates(Timestamp[] stamps)
    {
        long[] distances = FrequencyInference.Distances(stamps, stamp => stamp.UtcTicks);
        long commonest = StepFit.Commonest(distances);
        if (Rate(stamps, commonest) is { } rate)
        {
            yield return rate;
        }

        foreach (InferredFrequency open in OpenHours(stamps, distances, commonest))
        {
            yield return open;
        }

        foreach (long step in StepFit.Likely(distances))
        {
            if (step > 0 && StepFit.Share(distances, step) is { } share && Named(step) is { } frequency)
            {
                yield return new InferredFrequency(frequency, share);
            }
        }

        if (TimesOfDay(stamps, distances) is { } times)
        {
            yield return times;
        }

        foreach (long step in new[] { Round(StepFit.Median(distances)), commonest })
        {
            if (step > 0 && StepFit.Share(distances, step, (long)(step * Tolerance)) is { } share && Named(step) is { } frequency)
            {
                yield return new InferredFrequency(frequency, share);
            }
        }
    }

    /// <summary>The commonest step of stamps that have no frequency; <see langword="null"/> where it is as rare as others.</summary>
    public static InferredFrequency? Commonest(Timestamp[] stamps)
    {
        long[] distances = stamps.Length < 2 || stamps[0].IsIndex ? [] : FrequencyInference.Distances(stamps, stamp => stamp.UtcTicks);
        long step = StepFit.Commonest(distances);
        double share = distances.Count(distance => distance == step) / Math.Max(1.0, distances.Length);
        return share >= StepFit.LeastSingle && Named(step) is { } frequency ? new InferredFrequency(frequency, share) : null;
    }

    /// <summary>Steps within the opening hours of a week, on the clocks of a place or as they are written.</summary>
    private static IEnumerable<InferredFrequency> OpenHours(Timestamp[] stamps, long[] distances, long step)
    {
        double share = distances.Count(distance => distance == step) / (double)distances.Length;
        if (share >= 1 || share < StepFit.LeastSingle || Named(step) is not { IsSubDaily: true } frequency)
        {
            yield break;
        }

        if (TimeLine.OfOpenings(stamps) is { } clocks
            && OpenTimesFit.Hours(Array.ConvertAll(stamps, stamp => Timestamp.FromLocal(new DateTime(clocks.On(stamp)))), step) is { } local)
        {
            yield return new InferredFrequency(frequency.At(local), share);
        }

        if (OpenTimesFit.Hours(stamps, step) is { } written)
        {
            yield return new InferredFrequency(frequency.At(written), share);
        }
    }

    /// <summary>A few times a day, always the same, that are not evenly apart: 7, 14 and 21 o'clock.</summary>
    private static InferredFrequency? TimesOfDay(Timestamp[] stamps, long[] distances)
    {
        const int Fewest = 8;
        const int MostADay = 12;
        const double LeastFilled = 0.8;
        long[] times = [.. stamps.Select(stamp => stamp.Ticks % TimeSpan.TicksPerDay).Distinct().Take(MostADay + 1)];
        if (stamps.Length < Fewest || times.Length is < 2 or > MostADay)
        {
            return null;
        }

        long days = ((stamps[^1].Ticks - stamps[0].Ticks) / TimeSpan.TicksPerDay) + 1;
        long step = TimeSpan.TicksPerDay;
        foreach (long time in times)
        {
            step = (long)System.Numerics.BigInteger.GreatestCommonDivisor(step, time - times[0]);
        }

        return step >= TimeSpan.TicksPerMinute && stamps.Length >= LeastFilled * days * times.Length && distances.Length > 0
            && Named(step) is { IsSubDaily: true } frequency && OpenTimesFit.Hours(stamps, step) is { } open && open.CountADay == times.Length
            ? new InferredFrequency(frequency.At(open), 1)
            : null;
    }

    /// <summary>An even rate whose step is no whole number of what the stamps are rounded to: the mean step, from which none strays.</summary>
    private static InferredFrequency? Rate(Timestamp[] stamps, long commonest)
    {
        if (Array.TrueForAll(FrequencyInference.Distances(stamps, stamp => stamp.UtcTicks), distance => distance % commonest == 0)
            || MeanStep.Of(Array.ConvertAll(stamps, stamp => stamp.UtcTicks)) is not { } mean
            || !mean.IsRounded()
            || Math.Abs(mean.Span - ((double)mean.Count * commonest)) <= mean.Quantum)
        {
            return null;
        }

        decimal aSecond = Math.Round((decimal)TimeSpan.TicksPerSecond * mean.Count / mean.Span);
        decimal exact = (decimal)mean.Span * 100 / mean.Count;
        decimal step = aSecond > 0 && Math.Abs((1_000_000_000 / aSecond) - exact) * mean.Count <= mean.Quantum * 100 ? 1_000_000_000 / aSecond : exact;
        return Frequency.FromNanoseconds(step) is { } frequency
            ? new InferredFrequency(frequency, (double)mean.Numbers.Zip(mean.Numbers.Skip(1)).Count(pair => pair.Second == pair.First + 1) / (stamps.Length - 1))
            : null;
    }

    private static Frequency? Named(long step) => step % TimeSpan.TicksPerDay == 0
        ? Frequency.Create(FrequencyUnit.Day, (int)(step / TimeSpan.TicksPerDay))
        : Frequency.FromClock(new TimeSpan(step));

    /// <summary>The nearest round duration; 0 when none is near.</summary>
    private static long Round(long median)
    {
        foreach (TimeSpan round in Rounds)
        {
            long near = (median + (round.Ticks / 2)) / round.Ticks * round.Ticks;
            if (near > 0 && Math.Abs(near - median) <= near * Roundness)
            {
                return near;
            }
        }

        return 0;
    }
}
