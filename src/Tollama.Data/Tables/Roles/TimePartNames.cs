using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>What people call the columns that hold a part of a time.</summary>
internal static class TimePartNames
{
    /// <summary>Parts of a month or a year that make no calendar here: they are neither ids nor values.</summary>
    public static IReadOnlyList<string> Others { get; } =
        ["dekad", "decad", "dekade", "dekadal", "pentad", "pentade", "week_of_month", "second", "seconds", "sekunde", "segundo"];

    /// <summary>Words before or behind the name of a part that say nothing of it.</summary>
    public static IReadOnlySet<string> Neutral { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "id", "iso", "no", "nr", "num", "number", "sales", "sale", "order", "report", "reporting", "invoice", "posting", "obs", "observation", "local", "utc", "calendar", "cal",
    };

    private static readonly Dictionary<string, TimePart> Parts = new(StringComparer.OrdinalIgnoreCase);

    static TimePartNames()
    {
        Add(
            TimePart.Date,
            "date", "day_date", "datum", "fecha", "data", "datum_tag", "ds", "obs_date", "sale_date", "trade_date", "business_date", "settlement_date", "delivery_date", "calendar_date");
        Add(
            TimePart.Year,
            "year", "yr", "yyyy", "yy", "jahr", "año", "ano", "année", "annee", "anno", "jaar", "fiscal_year", "calendar_year", "fy", "financial_year", "school_year", "season", "saison",
            "geschäftsjahr", "geschaeftsjahr", "gj", "exercice", "ejercicio");
        Add(TimePart.Half, "half", "half_year", "halfyear", "halbjahr", "hj", "semester", "semestre");
        Add(TimePart.Quarter, "quarter", "qtr", "quartal", "trimestre", "trim", "kwartaal", "q", "fiscal_quarter");
        Add(
            TimePart.Month,
            "month", "mon", "mth", "mm", "month_name", "monthname", "month_number", "month_no", "monat", "mes", "mês", "mois", "mese", "maand", "fiscal_month");
        Add(
            TimePart.Week,
            "week", "wk", "ww", "kw", "cw", "iso_week", "isoweek", "week_number", "week_no", "weeknum", "week_of_year", "calendar_week", "woche", "kalenderwoche", "semaine", "semana", "settimana",
            "fiscal_week");
        Add(TimePart.DayOfYear, "doy", "day_of_year", "dayofyear", "yday", "julian_day");
        Add(TimePart.Period, "period", "per", "fiscal_period", "posting_period", "accounting_period", "periode", "periodo", "período");
        Add(TimePart.Day, "day", "dd", "dom", "day_of_month", "mday", "tag", "día", "dia", "jour", "giorno", "dag");
        Add(TimePart.Weekday, "weekday", "dow", "day_of_week", "dayofweek", "day_name", "wochentag", "jour_semaine", "dia_semana");
        Add(
            TimePart.Clock,
            "hour", "hr", "hh", "hhmm", "he", "hour_ending", "hourending", "hour_beginning", "hour_of_day", "time", "time_of_day", "clock", "stunde", "uhrzeit", "zeit", "hora", "heure", "ora", "uur",
            "tijd", "start", "start_time", "from", "from_time", "time_from", "begin", "begin_time", "von", "beginn", "anfang", "zeit_von", "uhrzeit_von", "hora_inicio", "inicio", "debut", "début",
            "delivery_hour");
        Add(TimePart.Minute, "minute", "minutes", "minuten", "minuto", "minutos");
        Add(TimePart.HalfDay, "ampm", "am_pm", "am/pm", "meridiem");
        Add(
            TimePart.Slot,
            "settlement_period", "settlementperiod", "sp", "trading_period", "interval", "interval_no", "interval_number", "intervall", "slot", "time_slot", "timeslot", "block", "time_block",
            "half_hour", "halfhour", "quarter_hour", "viertelstunde");
    }

    /// <summary>All names, by part, for the documents.</summary>
    public static IReadOnlyDictionary<string, TimePart> All => Parts;

    /// <summary>The part that a column's name speaks of; <see langword="null"/> when it speaks of none.</summary>
    public static TimePart? Of(string name)
    {
        string plain = ColumnAliases.Plain(TimeNames.WithoutUnit(name));
        return TimeNames.IsPower(plain) ? null
            : Parts.TryGetValue(plain, out TimePart part) || Parts.TryGetValue(Essential(plain), out part) ? part
            : null;
    }

    /// <summary>Whether a column is called a part of a time and its cells may be one, or have numbers of it: it is no id and no value.</summary>
    public static bool IsPart(ColumnProfile column) =>
        Of(column.Name) is { } part and not TimePart.Date ? TimePartCells.FitByName(part, column.Sample) || (column.IsText && column.Sample.All(cell => cell.Any(char.IsAsciiDigit)))
        : ColumnAliases.Rank(Others, column.Name) < int.MaxValue && column.IsIntegral;

    /// <summary>A name without the words that say nothing of the part: <c>YEAR_ID</c>, <c>order_month</c>.</summary>
    private static string Essential(string plain)
    {
        string[] words = plain.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? "" : string.Join('_', words.Where(word => !Neutral.Contains(word)));
    }

    private static void Add(TimePart part, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Parts.Add(name, part);
        }
    }
}
