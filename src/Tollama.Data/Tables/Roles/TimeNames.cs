using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>What the name of a column says about its time stamps.</summary>
internal static class TimeNames
{
    /// <summary>Such columns may be merely numbered, or hold parts of a day.</summary>
    private static readonly string[] NoDates = ["t", "index", "hour", "hora", "ora", "uhrzeit"];

    /// <summary>Words of dates in one language and of values in another.</summary>
    private static readonly string[] AlsoValues = ["data", "temps", "tag"];

    private static readonly string[] DateWords = ["date", "datum", "fecha", "datetime", "timestamp", "zeitstempel", "horodatage", "stichtag", "datenum"];

    /// <summary>With these, a word of dates says what is counted.</summary>
    private static readonly string[] OtherWords = ["to", "till", "until", "since", "days", "count"];

    private static readonly string[] WeekWords =
        ["week", "wk", "isoweek", "yearweek", "yyyyww", "kw", "cw", "woche", "kalenderwoche", "semaine", "semana", "settimana"];

    private static readonly string[] QuarterWords = ["quarter", "qtr", "quartal", "trimestre", "kwartaal"];



    /// <summary>The zone whose local times, in summer and in winter, a column says by its name to hold, as power markets write it; <see langword="null"/> for none.</summary>
    public static string? ZoneOf(string name) => name.Contains("CET/CEST", StringComparison.OrdinalIgnoreCase) ? "Europe/Berlin" : null;

    /// <summary>What is known of a column by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="named">Whether the request says that it is the time column.</param>
    /// <param name="dayFirst">The option of the request.</param>
    public static TimeHint HintOf(string name, bool named, bool? dayFirst) => new()
    {
        IsCalledDate = named || IsDate(name),
        IsCalledWeek = HasWord(name, WeekWords),
        IsCalledQuarter = HasWord(name, QuarterWords),
        IsCalledPeriod = FiscalPeriods.IsName(name),
        DayFirst = dayFirst,
    };

    /// <summary>Whether a column is called a time: its name is one of the aliases, or has a word of dates in it, such as <c>order_date</c>.</summary>
    public static bool IsTime(string name) => IsAlias(name) || HasDateWord(name);

    /// <summary>Whether numbers in a column of this name are as likely values, in some language.</summary>
    public static bool MayBeValues(string name) => ColumnAliases.Rank(AlsoValues, name) < int.MaxValue;

    /// <summary>Whether texts in a column of this name are as likely names of something: tags, or the indices of a stock exchange.</summary>
    public static bool MayBeTexts(string name) => MayBeValues(name) || ColumnAliases.Rank(["t", "index"], name) < int.MaxValue;

    /// <summary>Whether a column that is called so may number its rows.</summary>
    public static bool MayCount(string name) => IsAlias(name) && !MayBeValues(name);

    /// <summary>Whether a column's name is a date's, or has a word in it that is: <c>order_date</c>, <c>OrderDate</c>.</summary>
    public static bool IsDate(string name) => IsAlias(name) ? ColumnAliases.Rank(NoDates, WithoutUnit(name)) == int.MaxValue : HasDateWord(name);

    /// <summary>Whether a name is one of those that people give their time columns.</summary>
    public static bool IsAlias(string name) => !IsPower(name.Trim()) && ColumnAliases.Rank(ColumnAliases.Time, WithoutUnit(name)) < int.MaxValue;

    /// <summary>Kilowatts, which are written as no week is: KW, kw.</summary>
    public static bool IsPower(string name) => name == "kW";

    /// <summary>A name without the unit or the zone behind it: <c>Time (s)</c>, <c>Date [UTC]</c>.</summary>
    public static string WithoutUnit(string name)
    {
        string text = name.TrimEnd();
        int open = text is [.., ')'] ? text.LastIndexOf('(') : text is [.., ']'] ? text.LastIndexOf('[') : -1;
        return open > 0 ? text[..open].TrimEnd() : name;
    }

    /// <summary>Sales of a <c>year_to_date</c> are no dates.</summary>
    private static bool HasDateWord(string name) => HasWord(name, DateWords) && !HasWord(name, OtherWords);

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
                // Buchungsdatum is one word.
                if (word.Equals(one, StringComparison.OrdinalIgnoreCase) || (one is "datum" or "timestamp" && word.EndsWith(one, StringComparison.OrdinalIgnoreCase)))
                {
                    return true;
                }
            }

            start = at < name.Length && char.IsLetter(name[at]) ? at : at + 1;
        }

        return false;
    }
}
