using System.Globalization;

namespace Tollama.Data.Tables.Cells;

/// <summary>Signs, codes and abbreviations of currencies beside a number.</summary>
internal static class CurrencyNames
{
    private static readonly string[] Words =
    [
        "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "INR", "BRL", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ZAR",
        "MXN", "KRW", "SGD", "HKD", "THB", "IDR", "ILS", "RUB", "US$", "R$", "A$", "C$", "kr.", "kr", "zł", "Kč", "Rs.", "Rs", "Fr.",
    ];

    /// <summary>All of them but the signs, for the documents.</summary>
    public static IReadOnlyList<string> All => Words;

    /// <summary>How many characters at the start name a currency; 0 when none do.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> cell)
    {
        if (char.GetUnicodeCategory(cell[0]) == UnicodeCategory.CurrencySymbol)
        {
            return 1;
        }

        foreach (string word in Words)
        {
            if (cell.StartsWith(word, StringComparison.Ordinal) && (cell.Length == word.Length || !char.IsLetter(cell[word.Length])))
            {
                return word.Length;
            }
        }

        return 0;
    }

    /// <summary>How many characters at the end name a currency; 0 when none do.</summary>
    public static int LengthAtEnd(ReadOnlySpan<char> cell)
    {
        if (char.GetUnicodeCategory(cell[^1]) == UnicodeCategory.CurrencySymbol)
        {
            return 1;
        }

        foreach (string word in Words)
        {
            if (cell.EndsWith(word, StringComparison.Ordinal) && (cell.Length == word.Length || !char.IsLetter(cell[^(word.Length + 1)])))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
