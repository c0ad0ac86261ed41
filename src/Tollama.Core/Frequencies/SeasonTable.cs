namespace Tollama.Core.Frequencies;

/// <summary>The seasons of each frequency, in steps.</summary>
internal static class SeasonTable
{
    private const int DaysOfWeek = 7;
    private const int WeeksOfYear = 52;

    /// <summary>By this part of a day a season may miss whole days.</summary>
    private const double LargestMiss = 0.01;

    public static int Usual(Frequency frequency)
    {
        if (frequency.Open is { } open)
        {
            return OfWeek(open, frequency) is [int shortest, ..] ? shortest : 1;
        }

        if (OfDays(frequency) is [.., int exact])
        {
            return exact;
        }

        (FrequencyUnit unit, int multiple) = Coarsest(frequency);
        int season = unit switch
        {
            FrequencyUnit.Second => 60,
            FrequencyUnit.Minute => 1440,
            FrequencyUnit.Hour => 24,
            FrequencyUnit.BusinessHour => 8,
            FrequencyUnit.Day => 7,
            FrequencyUnit.BusinessDay => 5,
            FrequencyUnit.Week => 52,
            FrequencyUnit.SemiMonth => 24,
            FrequencyUnit.Month => 12,
            FrequencyUnit.Quarter => 4,
            _ => 1,
        };
        return season % multiple == 0 ? season / multiple : 1;
    }

    public static IReadOnlyList<int> Candidates(Frequency frequency)
    {
        if (frequency.Open is { } open)
        {
            return OfWeek(open, frequency);
        }

        if (OfDays(frequency) is { Length: > 0 } days)
        {
            return days;
        }

        (FrequencyUnit unit, int multiple) = Coarsest(frequency);
        int[] seasons = unit switch
        {
            FrequencyUnit.Second => [60, 3600, 86_400],
            FrequencyUnit.Minute => [1440, 10_080],
            FrequencyUnit.Hour => [24, 168],
            FrequencyUnit.BusinessHour => [8, 40],
            FrequencyUnit.Day => [7, 365],
            FrequencyUnit.BusinessDay => [5, 260],
            FrequencyUnit.Week => [52],
            FrequencyUnit.SemiMonth => [24],
            FrequencyUnit.Month => [12],
            FrequencyUnit.Quarter => [4],
            _ => [],
        };
        return [.. seasons.Where(season => season % multiple == 0 && season > multiple).Select(season => season / multiple)];
    }

    /// <summary>Of open times those of a day, if all days have as many, and those of a week; of days those of a year as well.</summary>
    private static int[] OfWeek(OpenTimes open, Frequency frequency) =>
        [.. new[] { open.CountADay ?? 1, open.Count, frequency.Unit == FrequencyUnit.Day ? open.Count * WeeksOfYear : 1 }.Where(season => season > 1).Distinct()];

    /// <summary>Whether all seasons are days, counted in steps that do not divide a day.</summary>
    public static bool IsOneSeason(Frequency frequency) => frequency.Open is null && OfDays(frequency).Length > 0;

    /// <summary>Of minutes and hours that do not divide a day the nearest whole numbers of steps in one or several days: 50min 29 and, in five days, 144.</summary>
    private static int[] OfDays(Frequency frequency)
    {
        long step = frequency.ApproximateTicks;
        if (frequency.Unit is not (FrequencyUnit.Minute or FrequencyUnit.Hour) || TimeSpan.TicksPerDay % step == 0 || step % TimeSpan.TicksPerDay == 0)
        {
            return [];
        }

        int[] seasons = [.. Enumerable.Range(1, DaysOfWeek).Select(days => (int)(((days * TimeSpan.TicksPerDay) + (step / 2)) / step))];
        double[] misses = [.. seasons.Select((season, index) => Math.Abs((season * step) - ((index + 1) * TimeSpan.TicksPerDay)) / (double)TimeSpan.TicksPerDay)];
        int usual = Array.FindIndex(misses, miss => miss <= LargestMiss);
        usual = usual < 0 ? Array.IndexOf(misses, misses.Min()) : usual;
        int exact = Array.IndexOf(misses, 0);
        return [.. new[] { seasons[usual], exact < 0 ? 0 : seasons[exact] }.Where(season => season > 1).Distinct()];
    }

    /// <summary>24h has the seasons of D, 7D those of W.</summary>
    private static (FrequencyUnit Unit, int Multiple) Coarsest(Frequency frequency)
    {
        (FrequencyUnit unit, int multiple) = (frequency.Unit, frequency.Multiple);
        if (unit == FrequencyUnit.Hour && multiple % 24 == 0)
        {
            (unit, multiple) = (FrequencyUnit.Day, multiple / 24);
        }

        return unit == FrequencyUnit.Day && multiple % 7 == 0 ? (FrequencyUnit.Week, multiple / 7) : (unit, multiple);
    }
}
