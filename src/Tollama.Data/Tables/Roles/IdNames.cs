namespace Tollama.Data.Tables.Roles;

/// <summary>Words in the names of columns that tell one thing from another.</summary>
internal static class IdNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "no", "nr", "num", "number", "nummer", "key", "code", "sku", "ean", "upc", "gtin", "asin", "isin", "ticker", "symbol", "serial",
        "zip", "plz", "postcode", "postal", "customer", "client", "kunde", "artikel", "article", "material", "plant", "werk", "part", "item", "product", "produkt",
        "store", "shop", "filiale", "warehouse", "lager", "branch", "dept", "department", "abteilung", "division", "station", "sensor", "meter", "zaehler", "zähler",
        "device", "machine", "maschine", "region", "country", "land", "state", "city", "county", "location", "standort", "site", "category", "kategorie", "group", "gruppe",
        "segment", "channel", "brand", "family", "class", "series", "route", "line", "account", "konto", "supplier", "vendor", "asset", "unit", "node", "zone", "district",
        "outlet", "market", "sector", "team", "name",
    };

    /// <summary>All words, for the documents.</summary>
    public static IEnumerable<string> All => Words;

    /// <summary>Whether a name has such a word: <c>part_no</c>, <c>StoreID</c>, <c>Customer Number</c>.</summary>
    public static bool IsLikely(string name)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool ends = i == name.Length || !char.IsLetter(name[i]) || (char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (ends)
            {
                if (Words.Contains(name[start..i].Trim(' ', '_', '-', '.', '/', '#')))
                {
                    return true;
                }

                start = i;
            }
        }

        return Words.Contains(name);
    }
}
