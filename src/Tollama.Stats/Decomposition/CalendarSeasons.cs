namespace Tollama.Stats;

/// <summary>The seasons that calendars put around another.</summary>
internal static class CalendarSeasons
{
    // From so many values on a season may be a day: shorter ones are weeks of days, months of years.
    private const int ShortestDay = 20;
    private const int LongestDay = 1440;
    private const int WeeksOfYear = 52;
    private const int DaysOfYear = 365;

    /// <summary>Those to look at once a season is found, the likeliest first: the year of a week of days, the week of a day of many values.</summary>
    /// <param name="season">The number of values in the season that was found.</param>
    public static int[] Around(int season) => season switch
    {
        7 => [DaysOfYear],
        5 => [5 * WeeksOfYear],
        WeeksOfYear or DaysOfYear => [],
        >= ShortestDay and <= LongestDay => [7 * season, 5 * season],
        _ => [],
    };

    /// <summary>Whether a calendar puts the longer season around the shorter one; 52 weeks are a year as well as 365 days are.</summary>
    /// <param name="shorter">The number of values in the shorter.</param>
    /// <param name="longer">The number of values in the longer.</param>
    public static bool Joins(int shorter, int longer) => Array.Exists(Around(shorter), season => Math.Abs(season - longer) <= 1);
}
