using System.Globalization;

namespace Tollama.Data.Tables.Cells;

/// <summary>Signs, codes and abbreviations of currencies beside a number.</summary>
internal static class CurrencyNames
{
    private const int Longest = 3;

    private static readonly string[] Words =
    [
        "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "INR", "BRL", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ZAR",
        "MXN", "KRW", "SGD", "HKD", "THB", "IDR", "ILS", "RUB", "US$", "R$", "A$", "C$", "kr.", "kr", "zł", "Kč", "Rs.", "Rs", "Fr.",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new HashSet<string>(Words, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>One name for those that mean the same: <c>EUR</c> is <c>€</c>.</summary>
    public static string SignOf(ReadOnlySpan<char> currency) => currency switch
    {
        "EUR" => "€",
        "USD" or "US$" => "$",
        "GBP" => "£",
        "JPY" or "CNY" or "RMB" => "¥",
        "INR" or "Rs." or "Rs" => "₹",
        "BRL" => "R$",
        "AUD" => "A$",
        "CAD" => "C$",
        "PLN" => "zł",
        "CZK" => "Kč",
        "CHF" => "Fr.",
        "SEK" or "NOK" or "DKK" or "kr." => "kr",
        _ => currency.ToString(),
    };

    /// <summary>All of them but the signs, for the documents.</summary>
    public static IReadOnlyList<string> All => Words;

    /// <summary>How many characters at the start name a currency; 0 when none do.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> cell)
    {
        int length = 0;
        while (length < cell.Length && MayStandIn(cell[length]))
        {
            // Texts are far more frequent than currencies: leave as soon as it is none.
            if (++length > Longest)
            {
                return 0;
            }
        }

        return length > 0 && Known.Contains(cell[..length]) ? length : IsSign(cell[0]) ? 1 : 0;
    }

    /// <summary>How many characters at the end name a currency; 0 when none do.</summary>
    public static int LengthAtEnd(ReadOnlySpan<char> cell)
    {
        int length = 0;
        while (length < cell.Length && MayStandIn(cell[^(length + 1)]))
        {
            if (++length > Longest)
            {
                return 0;
            }
        }

        return length > 0 && Known.Contains(cell[^length..]) ? length : IsSign(cell[^1]) ? 1 : 0;
    }

    private static bool MayStandIn(char c) => char.IsAsciiLetter(c) || c is '$' or '.' or 'ł' or 'č';

    private static bool IsSign(char c) => !char.IsAsciiLetterOrDigit(c) && char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;
}
