using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The ways in which the steps of a frequency may lie under the stamps of a series, the plainest first.</summary>
internal static class GridLayouts
{
    /// <summary>Shorter steps are the same on the clock and in UTC.</summary>
    private const long ShortestByTheClock = 2 * TimeSpan.TicksPerHour;

    /// <summary>By how much the mean step of a clock that runs late may differ from the frequency.</summary>
    private const double Lateness = 0.05;

    /// <summary>Layouts for a history; each is built when it is asked for.</summary>
    /// <param name="history">Ascending and distinct, at least one stamp.</param>
    /// <param name="frequency">The frequency.</param>
    public static IEnumerable<GridLayout> Of(Timestamp[] history, Frequency frequency)
    {
        TimeLine line = TimeLine.Of(history, frequency);
        if (history.Length > 1 && KeepsLocalHours(history, frequency) && TimeLine.OfLocalHours(history) is { } hours)
        {
            yield return new GridLayout(hours, AnchoredSteps.For(frequency, history, hours.On(history[0])));
        }

        yield return new GridLayout(line, AnchoredSteps.For(frequency, history, line.On(history[0])));
        if (history.Length == 1)
        {
            yield break;
        }

        // The first stamp may be the odd one out: let the last and the middle one set the pace as well.
        yield return new GridLayout(line, AnchoredSteps.For(frequency, history, line.On(history[^1])));
        yield return new GridLayout(line, AnchoredSteps.For(frequency, history, line.On(history[history.Length / 2])));
        if (history[0].IsIndex)
        {
            yield break;
        }

        foreach (GridLayout layout in OnClocks(history, frequency))
        {
            yield return layout;
        }

        if (frequency is not { Open: null, Day: null, Weeks: null })
        {
            yield break;
        }

        foreach (GridLayout layout in frequency.Unit >= FrequencyUnit.Month ? Periods(history, line, frequency) : Means(history, line, frequency))
        {
            yield return layout;
        }
    }

    /// <summary>
    /// Whether equal parts of a day in a named zone are those of the local day, also where the clocks have not changed yet: at midnight and noon, say. Where they begin with
    /// the day of UTC only, as the hours of weather models do, they are real time.
    /// </summary>
    private static bool KeepsLocalHours(Timestamp[] history, Frequency frequency)
    {
        long step = frequency is { IsSubDaily: true, Open: null, IsIndex: false } ? frequency.ApproximateTicks : 0;
        return step > ShortestByTheClock
            && TimeSpan.TicksPerDay % step == 0
            && history[^1].Zone is not null
            && (history[0].Ticks % step == 0 || history[0].UtcTicks % step != 0);
    }

    private static IEnumerable<GridLayout> OnClocks(Timestamp[] history, Frequency frequency)
    {
        if (frequency is { IsSubDaily: true, Open: null } && frequency.ApproximateTicks >= ShortestByTheClock && TimeLine.OfLocalHours(history) is { } written)
        {
            yield return new GridLayout(written, AnchoredSteps.For(frequency, history, written.On(history[0])));
        }

        long cycle = Math.Min(frequency.ApproximateTicks, TimeSpan.TicksPerDay);
        TimeLine? line = frequency is { IsSubDaily: true, Open: not null } ? TimeLine.OfOpenings(history)
            : frequency.ApproximateTicks >= ShortestByTheClock ? TimeLine.OfClocks(history, cycle)
            : null;
        if (line is { } clocks)
        {
            Timestamp[] local = Array.ConvertAll(history, stamp => Timestamp.FromLocal(new DateTime(clocks.On(stamp))));
            yield return new GridLayout(clocks, AnchoredSteps.For(frequency, local, local[0].Ticks));
        }
    }

    /// <summary>The middles of months, quarters and years, and equal parts of years, as full times or cut to days.</summary>
    private static IEnumerable<GridLayout> Periods(Timestamp[] history, TimeLine line, Frequency frequency)
    {
        int months = MonthsOf(frequency);
        bool datesOnly = Array.TrueForAll(history, stamp => stamp.Ticks % TimeSpan.TicksPerDay == 0);
        long middle = MonthSequence.MonthNumber(history[0].Local);
        List<StepSequence> sequences = [new MiddleSequence(middle - (months / 2), months)];
        if (months % 2 == 0)
        {
            sequences.Add(new MiddleSequence(middle - (months / 2) + 1, months));
        }

        if (12 % months == 0)
        {
            sequences.AddRange([new YearPartSequence(12 / months, middles: false), new YearPartSequence(12 / months, middles: true)]);
        }

        foreach (StepSequence steps in sequences)
        {
            yield return datesOnly
                ? new GridLayout(line, new RoundedSequence(steps, TimeSpan.TicksPerDay, 0)) { IsRigid = true }
                : new GridLayout(line, steps, TimeSpan.TicksPerMinute) { IsRigid = true };
            yield return new GridLayout(line, new RoundedSequence(steps, TimeSpan.TicksPerDay, TimeSpan.TicksPerDay / 2)) { IsRigid = true };
        }
    }

    /// <summary>Steps whose mean is no whole number of what the stamps are rounded to, and clocks that run late.</summary>
    private static IEnumerable<GridLayout> Means(Timestamp[] history, TimeLine line, Frequency frequency)
    {
        double step = frequency.ApproximateTicks;
        if (frequency.Unit is FrequencyUnit.BusinessHour or FrequencyUnit.BusinessDay or > FrequencyUnit.Day
            || MeanStep.Of(Array.ConvertAll(history, line.On)) is not { } mean
            || Math.Abs(mean.Ticks - step) > step * Lateness)
        {
            yield break;
        }

        if (mean.Quantum >= TimeSpan.TicksPerDay)
        {
            // Dates do not run late: their steps go by a calendar that is not known here.
            yield break;
        }

        bool leaves = mean.Leaves(step);
        if (mean.IsRounded() && (leaves || step % mean.Quantum != 0))
        {
            yield return new GridLayout(line, Rate(mean), mean.Quantum) { IsRigid = true };
        }

        long whole = Math.Max(1, (long)Math.Round(mean.Ticks / mean.Quantum)) * mean.Quantum;
        yield return new GridLayout(line, new FollowedSequence(mean.Places, mean.Numbers, whole)) { FollowsStamps = true, IsLastResort = !leaves };
    }

    /// <summary>So many steps a second if a whole number fits, else the mean; rounded as most stamps are.</summary>
    private static RoundedSequence Rate(MeanStep mean)
    {
        long aSecond = (long)Math.Round(TimeSpan.TicksPerSecond / mean.Ticks);
        bool isWhole = aSecond > 0 && Math.Abs(((double)TimeSpan.TicksPerSecond / aSecond) - mean.Ticks) * mean.Count <= mean.Quantum;
        RatioSequence exact = isWhole
            ? new RatioSequence(mean.Places[0], TimeSpan.TicksPerSecond, aSecond)
            : new RatioSequence(mean.Places[0], mean.Span, mean.Count);
        return new[] { mean.Quantum / 2, (mean.Quantum / 2) - 1, 0 }
            .Select(rounding => new RoundedSequence(exact, mean.Quantum, Math.Max(0, rounding)))
            .MaxBy(steps => mean.Places.Where((place, index) => steps.At(mean.Numbers[index]) == place).Count())!;
    }

    private static int MonthsOf(Frequency frequency) => frequency.Unit switch
    {
        FrequencyUnit.Year => checked(12 * frequency.Multiple),
        FrequencyUnit.Quarter => checked(3 * frequency.Multiple),
        _ => frequency.Multiple,
    };
}
