namespace Tollama.Data.Tables.Roles;

/// <summary>Tells names of what is measured from names of what it is measured of: <c>unit_sales</c>, <c>Item Price</c>, <c>No of orders</c>.</summary>
internal static class ValueNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "sold", "sale", "sales", "total", "price", "prices", "amount", "qty", "quantity", "quantities", "orders", "count", "counts", "cnt", "revenue", "turnover", "value", "values", "units",
        "demand", "consumption", "volume", "transactions", "visits", "visitors", "cost", "costs", "profit", "margin", "weight", "balance", "stock", "inventory",
        "umsatz", "umsätze", "umsaetze", "absatz", "menge", "mengen", "preis", "betrag", "wert", "stück", "stueck", "stückzahl", "stueckzahl", "stk", "anzahl", "verkauf", "verkäufe",
        "verkaeufe", "bestand", "kosten", "ventas", "cantidad", "precio", "ventes", "quantité", "quantite", "prix", "montant", "vendite", "quantità", "prezzo", "importo", "vendas",
        "quantidade", "preço", "preco", "valor",
    };

    /// <summary>German words are written together: <c>Verkaufsmenge</c>.</summary>
    private static readonly string[] Endings = ["menge", "umsatz", "preis", "betrag", "absatz"];

    /// <summary>With one of these at its end a name is that of a code, whatever stands before: <c>sales_id</c>, <c>order_nbr</c>.</summary>
    private static readonly HashSet<string> Numerals = new(StringComparer.OrdinalIgnoreCase) { "id", "ids", "no", "nr", "nbr", "num", "number", "nummer", "key", "code", "cd" };

    /// <summary>With these before it a name is that of a count: <c>num_sold</c>, <c>Number of Items</c>.</summary>
    private static readonly HashSet<string> Counters = new(StringComparer.OrdinalIgnoreCase) { "no", "nr", "nbr", "num", "number", "anzahl", "nombre", "numero" };

    private static readonly HashSet<string> Links = new(StringComparer.OrdinalIgnoreCase) { "of", "de", "der" };

    /// <summary>Whether a name is that of a value, even with a word of ids in it.</summary>
    public static bool Is(string name)
    {
        if (ColumnAliases.Rank(ColumnAliases.Target, name) < int.MaxValue)
        {
            return true;
        }

        string[] words = Split(name);
        return words.Length > 0 && !Numerals.Contains(words[^1]) && (Counts(words) || IsValue(words[^1]) || (Array.Exists(words, IsValue) && !EndsWithThing(words)));
    }

    /// <summary>Whether a name is the number of a thing: <c>site_no</c>, <c>Station Number</c>.</summary>
    public static bool IsNumberOfThing(string name) => Split(name) is [.., var thing, var last] && Numerals.Contains(last) && IdNames.IsWord(thing) && !Numerals.Contains(thing);

    /// <summary>The words of a name: they are parted by marks, or begin with a capital letter.</summary>
    private static string[] Split(string name)
    {
        List<string> words = [];
        int start = 0;
        for (int at = 0; at <= name.Length; at++)
        {
            bool isLetter = at < name.Length && char.IsLetter(name[at]);
            if (!isLetter || (at > start && char.IsUpper(name[at]) && char.IsLower(name[at - 1])))
            {
                if (at > start)
                {
                    words.Add(name[start..at]);
                }

                start = isLetter ? at : at + 1;
            }
        }

        return [.. words];
    }

    private static bool Counts(string[] words) =>
        words.Length > 1 && Counters.Contains(words[0]) && (words[0].Equals("num", StringComparison.OrdinalIgnoreCase) || Links.Contains(words[1]));

    private static bool IsValue(string word) => Words.Contains(word) || Array.Exists(Endings, ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>A sales region is a region; the price for each unit is a price.</summary>
    private static bool EndsWithThing(string[] words) =>
        IdNames.IsWord(words[^1]) && !(words.Length > 1 && words[^2].Equals("per", StringComparison.OrdinalIgnoreCase));
}
