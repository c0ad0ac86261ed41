using System.Globalization;

namespace Tollama.Core.Frequencies;

/// <summary>Writes and reads the rules that name a day of the month in brackets: <c>3rd Fri</c>, <c>last Sat</c>, <c>25 or before</c>.</summary>
internal static class MonthDayText
{
    private static readonly string[] Ordinals = ["1st", "2nd", "3rd", "4th", "last"];

    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static string OfWeekday(int which, DayOfWeek weekday) => $"{Ordinals[which - 1]} {Days[(int)weekday]}";

    public static string OfWorkday(int day, bool before) => $"{day.ToString(CultureInfo.InvariantCulture)} or {(before ? "before" : "after")}";

    public static MonthDay? Read(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 2)
        {
            int which = Array.FindIndex(Ordinals, word => word.Equals(words[0], StringComparison.OrdinalIgnoreCase));
            int weekday = Array.FindIndex(Days, word => word.Equals(words[1], StringComparison.OrdinalIgnoreCase));
            return which < 0 || weekday < 0 ? null : MonthDay.OnWeekday(which + 1, (DayOfWeek)weekday);
        }

        return words is [string number, "or", "before" or "after"]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 31
                ? MonthDay.OnWorkday(day, words[2] == "before")
                : null;
    }
}
