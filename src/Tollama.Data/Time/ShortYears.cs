using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The century of years of two digits, where the column shows it: 60 to 75 are not 2060 to 2068 and 1969 to 1975.</summary>
internal static class ShortYears
{
    /// <summary>Years from here on may be of the last century, when others of the column are.</summary>
    private const int Doubtful = 2030;

    /// <summary>Puts doubtful years into the last century when that brings the stamps together.</summary>
    /// <param name="values">The stamps, some of them not set.</param>
    /// <param name="isRead">Whether a stamp is set.</param>
    public static void Settle(Timestamp[] values, Func<int, bool> isRead)
    {
        int first = int.MaxValue;
        int last = int.MinValue;
        int lastSure = int.MinValue;
        int firstDoubtful = int.MaxValue;
        for (int row = 0; row < values.Length; row++)
        {
            if (isRead(row))
            {
                int year = values[row].Local.Year;
                (first, last) = (Math.Min(first, year), Math.Max(last, year));
                lastSure = year < Doubtful ? Math.Max(lastSure, year) : lastSure;
                firstDoubtful = year >= Doubtful ? Math.Min(firstDoubtful, year) : firstDoubtful;
            }
        }

        if (firstDoubtful == int.MaxValue || lastSure == int.MinValue || lastSure - (firstDoubtful - 100) >= last - first)
        {
            return;
        }

        for (int row = 0; row < values.Length; row++)
        {
            if (isRead(row) && values[row].Local.Year >= Doubtful)
            {
                values[row] = values[row].WithLocal(values[row].Local.AddYears(-100));
            }
        }
    }
}
