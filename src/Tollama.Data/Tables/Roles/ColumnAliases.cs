namespace Tollama.Data.Tables.Roles;

/// <summary>What people call their columns, the surest names first.</summary>
internal static class ColumnAliases
{
    public static IReadOnlyList<string> Time { get; } =
    [
        "ds", "timestamp", "datetime", "date_time", "date", "time", "time_stamp", "month", "week", "quarter", "year", "day", "hour",
        "period", "yearmonth", "year_month", "yyyymm", "yyyymmdd", "dt", "ts", "datum", "zeit", "fecha", "t", "index",
        "date_utc", "timestamp_utc", "day_of_year", "doy", "yearweek", "year_week", "yyyyww", "year_quarter", "fiscal_year", "fy", "epoch", "unix",
        "zeitpunkt", "zeitstempel", "tag", "woche", "kw", "monat", "quartal", "jahr", "uhrzeit",
        "temps", "horodatage", "jour", "semaine", "mois", "trimestre", "année", "annee",
        "hora", "fecha_hora", "día", "dia", "semana", "mes", "año", "ano", "anio", "mês", "data", "data_hora",
        "ora", "giorno", "settimana", "mese", "anno", "tijd", "dag", "maand", "kwartaal", "jaar", "time_period",
    ];

    public static IReadOnlyList<string> Id { get; } =
    [
        "unique_id", "item_id", "series_id", "id", "series", "series_name", "ts_id", "sku", "product_id", "product", "item", "store_id", "store",
        "shop", "sensor_id", "sensor", "meter_id", "meter", "station", "location", "region", "country", "key", "name",
    ];

    public static IReadOnlyList<string> Target { get; } =
    [
        "y", "target", "value", "values", "sales", "demand", "ot", "passengers", "quantity", "qty", "units", "amount", "umsatz", "absatz", "menge", "betrag",
        "verkauf", "ventas", "ventes", "vendite", "vendas", "revenue", "turnover", "orders", "item_cnt_day", "cnt", "kwh", "consumption", "load", "close", "close/last", "last", "adj_close", "price", "users",
        "visits", "count", "volume", "observation", "val",
    ];

    /// <summary>A name as the aliases are written: words joined by underscores.</summary>
    public static string Plain(string name) => name.TrimStart('#').Trim().Replace(' ', '_').Replace('-', '_');

    /// <summary>The place of a name in a list of aliases; <see cref="int.MaxValue"/> when it is none of them.</summary>
    public static int Rank(IReadOnlyList<string> aliases, string name)
    {
        string plain = Plain(name);
        for (int i = 0; i < aliases.Count; i++)
        {
            if (plain.Equals(aliases[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return int.MaxValue;
    }
}
