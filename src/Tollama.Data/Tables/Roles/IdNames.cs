using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Words in the names of columns that tell one thing from another.</summary>
internal static class IdNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "no", "nr", "nbr", "num", "number", "nummer", "key", "code", "sku", "ean", "upc", "gtin", "asin", "isin", "ticker", "symbol", "serial",
        "zip", "plz", "postcode", "postal", "customer", "client", "kunde", "artikel", "article", "material", "plant", "werk", "part", "item", "product", "produkt",
        "store", "shop", "filiale", "warehouse", "lager", "branch", "dept", "department", "abteilung", "division", "station", "sensor", "meter", "zaehler", "zähler",
        "device", "machine", "maschine", "region", "country", "land", "state", "city", "county", "location", "standort", "site", "category", "kategorie", "group", "gruppe",
        "segment", "channel", "brand", "family", "class", "series", "route", "line", "account", "konto", "supplier", "vendor", "asset", "unit", "node", "zone", "district",
        "outlet", "market", "sector", "team", "name",
    };

    /// <summary>Names that other programs require of the column that names the series, and that mean nothing else.</summary>
    private static readonly string[] Contracts = ["unique_id", "item_id", "series_id", "ts_id"];

    /// <summary>Words of numbers that nobody measures.</summary>
    private static readonly HashSet<string> CodeWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "key", "code", "sku", "ean", "upc", "gtin", "asin", "isin", "iban", "serial", "zip", "zipcode", "plz", "postcode", "postal", "phone", "telephone", "telefon",
        "tel", "mobile", "fax", "guid", "uuid",
    };

    /// <summary>All words, for the documents.</summary>
    public static IEnumerable<string> All => Words;

    /// <summary>All words of numbers that nobody measures, for the documents.</summary>
    public static IEnumerable<string> Codes => CodeWords;

    /// <summary>Whether a name is one of those that people give the columns that name the series.</summary>
    public static bool IsAlias(ColumnProfile column) => ColumnAliases.Rank(ColumnAliases.Id, column.Name) < int.MaxValue;

    /// <summary>Whether a column of this name names the series, whatever its cells.</summary>
    public static bool IsContract(string name) => ColumnAliases.Rank(Contracts, name) < int.MaxValue;

    /// <summary>Whether a name has a word of ids in it: <c>part_no</c>, <c>StoreID</c>, <c>Customer Number</c>; the name of a value, such as <c>Item Price</c>, is none.</summary>
    public static bool IsLikely(string name) => HasWord(name, Words) && !ValueNames.Is(name);

    /// <summary>Whether a name is nothing but such a word: <c>Dept</c>, but not <c>shop 3</c>.</summary>
    public static bool IsWord(string name) => Words.Contains(name.Trim());

    /// <summary>Whether numbers of this name are codes: <c>plz</c>, <c>phone</c>, <c>customer_id</c>, <c>site_no</c>.</summary>
    public static bool IsCode(string name) => (HasWord(name, CodeWords) && !ValueNames.Is(name)) || ValueNames.IsNumberOfThing(name);

    private static bool HasWord(string name, HashSet<string> words)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool ends = i == name.Length || !char.IsLetter(name[i]) || (char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (ends)
            {
                if (words.Contains(name[start..i].Trim(' ', '_', '-', '.', '/', '#')))
                {
                    return true;
                }

                start = i;
            }
        }

        return words.Contains(name);
    }
}
