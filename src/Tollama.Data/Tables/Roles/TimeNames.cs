using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>What the name of a column says about its time stamps.</summary>
internal static class TimeNames
{
    /// <summary>Such columns may be merely numbered, or hold parts of a day.</summary>
    private static readonly string[] NoDates = ["t", "index", "hour", "hora", "ora", "uhrzeit"];

    private static readonly string[] DateWords = ["date", "datum", "fecha", "datetime", "timestamp", "zeitstempel", "horodatage", "stichtag"];

    private static readonly string[] WeekWords =
        ["week", "wk", "isoweek", "yearweek", "yyyyww", "kw", "cw", "woche", "kalenderwoche", "semaine", "semana", "settimana"];

    /// <summary>What is known of a column by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="named">Whether the request says that it is the time column.</param>
    /// <param name="dayFirst">The option of the request.</param>
    public static TimeHint HintOf(string name, bool named, bool? dayFirst) => new()
    {
        IsCalledDate = named || IsDate(name),
        IsCalledWeek = HasWord(name, WeekWords),
        DayFirst = dayFirst,
    };

    /// <summary>Whether a column is called a time: its name is one of the aliases.</summary>
    public static bool IsTime(string name) => ColumnAliases.Rank(ColumnAliases.Time, name) < int.MaxValue;

    /// <summary>Whether a column's name is a date's, or has a word in it that is: <c>order_date</c>, <c>OrderDate</c>.</summary>
    public static bool IsDate(string name) =>
        (IsTime(name) && ColumnAliases.Rank(NoDates, name) == int.MaxValue) || HasWord(name, DateWords);

    private static bool HasWord(string name, string[] words)
    {
        int start = 0;
        for (int at = 0; at <= name.Length; at++)
        {
            bool ends = at == name.Length || !char.IsLetter(name[at]) || (at > start && char.IsUpper(name[at]) && char.IsLower(name[at - 1]));
            if (!ends)
            {
                continue;
            }

            ReadOnlySpan<char> word = name.AsSpan(start, at - start);
            foreach (string one in words)
            {
                if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            start = at < name.Length && char.IsLetter(name[at]) ? at : at + 1;
        }

        return false;
    }
}
