using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Which steps of a forecast are added up.</summary>
internal static class StepSums
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfQuarter = 3;
    private const int MonthsOfYear = 12;

    /// <summary>How many steps each sum has, one sum after the other: steps whose local times lie in one period are in one sum.</summary>
    /// <param name="series">The series.</param>
    /// <param name="horizon">How many steps are added up.</param>
    /// <param name="gap">How many steps after the last value come before them.</param>
    /// <param name="period">Over which steps.</param>
    internal static int[] Of(TimeSeries series, int horizon, int gap, SumPeriod period)
    {
        if (period == SumPeriod.All)
        {
            return [horizon];
        }

        IReadOnlyList<Timestamp> times = series.FutureTimes!;
        List<int> counts = [];
        long last = 0;
        for (int step = 0; step < horizon; step++)
        {
            long number = NumberOf(times[gap + step].Local, period);
            if (step == 0 || number != last)
            {
                counts.Add(0);
            }

            counts[^1]++;
            last = number;
        }

        return [.. counts];
    }

    /// <summary>Whether one step is longer than a period, so that there is nothing to add up, and a step would pass for what it is not.</summary>
    /// <remarks>Days and hours count by their own length, however few of them are open.</remarks>
    internal static bool IsLonger(Frequency step, SumPeriod period)
    {
        FrequencyUnit unit = step.Unit switch
        {
            FrequencyUnit.BusinessHour => FrequencyUnit.Hour,
            FrequencyUnit.BusinessDay => FrequencyUnit.Day,
            _ => step.Unit,
        };
        return period != SumPeriod.All && Frequency.Create(unit, step.Multiple).ApproximateTicks > Frequency.Create(UnitOf(period)).ApproximateTicks;
    }

    /// <summary>The label of the first step of each sum.</summary>
    internal static IReadOnlyList<string> FirstSteps(int[] counts, IReadOnlyList<string> labels)
    {
        string[] first = new string[counts.Length];
        int start = 0;
        for (int place = 0; place < counts.Length; place++)
        {
            first[place] = labels[start];
            start += counts[place];
        }

        return first;
    }

    private static FrequencyUnit UnitOf(SumPeriod period) => period switch
    {
        SumPeriod.Hour => FrequencyUnit.Hour,
        SumPeriod.Day => FrequencyUnit.Day,
        SumPeriod.Week => FrequencyUnit.Week,
        SumPeriod.Quarter => FrequencyUnit.Quarter,
        SumPeriod.Year => FrequencyUnit.Year,
        _ => FrequencyUnit.Month,
    };

    // The first day of the calendar is a Monday.
    private static long NumberOf(DateTime local, SumPeriod period) => period switch
    {
        SumPeriod.Hour => local.Ticks / TimeSpan.TicksPerHour,
        SumPeriod.Day => local.Ticks / TimeSpan.TicksPerDay,
        SumPeriod.Week => local.Ticks / (TimeSpan.TicksPerDay * DaysOfWeek),
        SumPeriod.Quarter => ((local.Year * MonthsOfYear) + local.Month - 1) / MonthsOfQuarter,
        SumPeriod.Year => local.Year,
        _ => (local.Year * MonthsOfYear) + local.Month,
    };
}
