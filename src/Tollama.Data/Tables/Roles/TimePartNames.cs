namespace Tollama.Data.Tables.Roles;

/// <summary>What people call the columns that hold a part of a time.</summary>
internal static class TimePartNames
{
    private static readonly Dictionary<string, TimePart> Parts = new(StringComparer.OrdinalIgnoreCase);

    static TimePartNames()
    {
        Add(TimePart.Date, "date", "day_date", "datum", "fecha", "data", "datum_tag", "ds", "obs_date", "sale_date", "trade_date", "business_date");
        Add(TimePart.Year, "year", "yr", "yyyy", "jahr", "año", "ano", "année", "annee", "anno", "jaar", "fiscal_year", "calendar_year");
        Add(TimePart.Quarter, "quarter", "qtr", "quartal", "trimestre", "trim", "kwartaal", "q");
        Add(TimePart.Month, "month", "mon", "mth", "mm", "month_name", "monthname", "month_number", "month_no", "monat", "mes", "mês", "mois", "mese", "maand", "period");
        Add(TimePart.Week, "week", "wk", "kw", "cw", "iso_week", "isoweek", "week_number", "week_no", "weeknum", "week_of_year", "calendar_week", "woche", "kalenderwoche", "semaine", "semana", "settimana");
        Add(TimePart.DayOfYear, "doy", "day_of_year", "dayofyear", "yday", "julian_day");
        Add(TimePart.Day, "day", "dd", "dom", "day_of_month", "mday", "tag", "día", "dia", "jour", "giorno", "dag");
        Add(
            TimePart.Clock,
            "hour", "hr", "hh", "he", "hour_ending", "hourending", "hour_of_day", "time", "time_of_day", "clock", "stunde", "uhrzeit", "zeit", "hora", "heure", "ora", "uur", "tijd");
    }

    /// <summary>All names, by part, for the documents.</summary>
    public static IReadOnlyDictionary<string, TimePart> All => Parts;

    /// <summary>The part that a column's name speaks of; <see langword="null"/> when it speaks of none.</summary>
    public static TimePart? Of(string name) => Parts.TryGetValue(ColumnAliases.Plain(name), out TimePart part) ? part : null;

    private static void Add(TimePart part, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Parts.Add(name, part);
        }
    }
}
