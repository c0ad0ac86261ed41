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

    public static InferredFrequency? Infer(long[] distances)
    {
        long step = StepFit.Commonest(distances);
        double? share = step > 0 ? StepFit.Share(distances, step) : null;
        if (share is null)
        {
            step = Round(StepFit.Median(distances));
            share = step > 0 ? StepFit.Share(distances, step, (long)(step * Tolerance)) : null;
        }

        return share is { } found && Named(step) is { } frequency ? new InferredFrequency(frequency, found) : null;
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
