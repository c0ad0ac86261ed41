namespace Tollama.Data.Tables.Roles;

/// <summary>What stands in place of a time in a row of totals.</summary>
internal static class TotalWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "subtotal", "sub total", "sub-total", "sum", "ytd", "average", "avg", "mean", "overall", "annual", "all", "max", "min", "maximum", "minimum",
        "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "durchschnitt", "mittelwert", "mittel", "jahr gesamt", "gesamtergebnis", "total general", "total général",
        "m13", "q05", "somme", "moyenne", "suma", "promedio", "totale", "somma", "media", "soma", "média", "totaal", "gemiddelde",
    };

    /// <summary>Those that are sums, and hardly a product's name as media or max may be.</summary>
    private static readonly HashSet<string> Sums = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "subtotal", "sub total", "sub-total", "sum", "summe", "gesamt", "gesamtsumme", "gesamtergebnis", "zwischensumme", "insgesamt",
        "somme", "suma", "totale", "somma", "soma", "totaal", "total general", "total général",
    };

    /// <summary>All words, for the documents.</summary>
    public static IEnumerable<string> All => Words;

    /// <summary>Whether a cell says that its row sums up others.</summary>
    public static bool Is(string cell) => Words.Contains(Plain(cell));

    /// <summary>Whether a cell in place of a name says that its row is the sum of others.</summary>
    public static bool IsSum(string cell) => Sums.Contains(Plain(cell));

    private static string Plain(string cell) => cell.AsSpan().Trim().TrimEnd(":.").ToString();
}
