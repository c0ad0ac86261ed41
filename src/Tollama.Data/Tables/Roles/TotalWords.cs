namespace Tollama.Data.Tables.Roles;

/// <summary>What stands in place of a time in a row of totals.</summary>
internal static class TotalWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "subtotal", "sub total", "sub-total", "sum", "ytd", "average", "avg", "mean", "overall", "annual", "all", "max", "min", "maximum", "minimum",
        "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "durchschnitt", "mittelwert", "mittel", "jahr gesamt",
        "m13", "q05", "somme", "moyenne", "suma", "promedio", "totale", "somma", "media", "soma", "média", "totaal", "gemiddelde",
    };

    /// <summary>All words, for the documents.</summary>
    public static IEnumerable<string> All => Words;

    /// <summary>Whether a cell says that its row sums up others.</summary>
    public static bool Is(string cell) => Words.Contains(cell.AsSpan().Trim().TrimEnd(":.").ToString());
}
