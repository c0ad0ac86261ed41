using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Dates that divide each month into thirds or sixths: their steps are as long as the month makes them, and no number of days.</summary>
internal static class MonthParts
{
    private const int Fewest = 4;

    private static readonly int[][] Days = [[1, 11, 21], [10, 20, 0], [1, 6, 11, 16, 21, 26], [5, 10, 15, 20, 25, 0]];

    /// <summary>Whether all dates are such days, and are not evenly apart; 0 in the lists stands for a month's last day.</summary>
    /// <param name="stamps">Ascending, distinct.</param>
    public static bool Are(Timestamp[] stamps) =>
        stamps.Length >= Fewest
        && !stamps[0].IsIndex
        && Array.Exists(Days, days => Array.TrueForAll(stamps, stamp => IsOn(stamp.Local, days)) && AreNeighbors(stamps, days))
        && FrequencyInference.Distances(stamps, stamp => stamp.Local.Date.Ticks).Distinct().Skip(1).Any();

    private static bool IsOn(DateTime date, int[] days) => days.Contains(date.Day) || (days[^1] == 0 && date.Day == DateTime.DaysInMonth(date.Year, date.Month));

    /// <summary>Whether most follow one another, so that not merely some of the days are there.</summary>
    private static bool AreNeighbors(Timestamp[] stamps, int[] days)
    {
        long PartOf(DateTime date) => (MonthSequence.MonthNumber(date) * days.Length) + (Array.IndexOf(days, date.Day) is >= 0 and int at ? at : days.Length - 1);
        return stamps.Zip(stamps.Skip(1)).Count(pair => PartOf(pair.Second.Local) == PartOf(pair.First.Local) + 1) * 2 > stamps.Length;
    }
}
