using System.Globalization;
using System.Text;
using CsCheck;

namespace Tollama.Data.Tests.Tables;

/// <summary>A legal CSV file in one of the ways people write them, and the data it was made of.</summary>
internal sealed record UglyTable(byte[] Bytes, IReadOnlyDictionary<string, double[]> Series)
{
    private static readonly string[] MissingTokens = ["", "NA", "n/a", "NaN", "null", "None", "?"];

    private static readonly Gen<string> Id = Gen.OneOf("a", "b,c", "d;e|f", "say \"x\"", "two\nlines", "tab\tulator", "ÄÖ", "#7", "café 9");

    /// <summary>Hundredths; <see langword="null"/> is a missing value.</summary>
    private static readonly Gen<int?[]> Values =
        from first in Gen.Int[1, 99]
        from rest in Gen.Select(Gen.Int[0, 5], Gen.Int[-2_000_000, 2_000_000], (die, value) => die == 0 ? (int?)null : value).Array[3, 12]
        select (int?[])[first, .. rest];

    private static readonly Gen<Style> Styles =
        from delimiter in Gen.OneOf(',', ';', '\t', '|')
        from mark in Gen.OneOf('.', ',')
        from thousands in Gen.Bool
        from end in Gen.OneOf("\n", "\r\n", "\r")
        from encoding in Gen.OneOf("utf-8", "utf-16", "utf-16BE")
        from byteOrderMark in Gen.Bool
        from preamble in Gen.OneOf("", "Report 2024|", "# made by hand|", "Sales||all shops|")
        from names in Gen.OneOf("unique_id ds y", "item_id timestamp target", "id timestamp target", "SKU Date Sales")
        from order in Gen.Shuffle(new[] { 0, 1, 2 })
        from seed in Gen.UInt
        select new Style(delimiter, mark, thousands, end, encoding, byteOrderMark, preamble, names.Split(' '), order, seed);

    public static Gen<UglyTable> Generator { get; } =
        from ids in Id.Array[1, 4]
        from values in Values.Array[4]
        from style in Styles
        select Write(ids.Distinct().Select((id, i) => (id, values[i])).ToDictionary(pair => pair.id, pair => pair.Item2), style);

    private static UglyTable Write(Dictionary<string, int?[]> series, Style style)
    {
        Random random = new((int)style.Seed);
        StringBuilder text = new(style.Preamble.Replace("|", style.End));
        AddRow(text, style.Names, style, random);
        foreach ((string id, int?[] values) in series)
        {
            for (int day = 0; day < values.Length; day++)
            {
                string stamp = new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                string value = values[day] is { } hundredths ? Number(hundredths, style) : MissingTokens[random.Next(MissingTokens.Length)];
                AddRow(text, [id, stamp, value], style, random);
                text.Append(random.Next(8) == 0 ? style.End : "");
            }
        }

        Encoding encoding = Encoding.GetEncoding(style.Encoding);
        bool mark = style.ByteOrderMark || style.Encoding != "utf-8";
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text.ToString())];
        return new UglyTable(bytes, series.ToDictionary(pair => pair.Key, pair => pair.Value.Select(value => value / 100.0 ?? double.NaN).ToArray()));
    }

    private static string Number(int hundredths, Style style)
    {
        NumberFormatInfo format = new()
        {
            NumberDecimalSeparator = style.Mark.ToString(),
            NumberGroupSeparator = style.Mark == '.' ? "," : ".",
        };
        return (hundredths / 100m).ToString(style.Thousands ? "N2" : "F2", format);
    }

    private static void AddRow(StringBuilder text, string[] cells, Style style, Random random)
    {
        IEnumerable<string> ordered = style.Order.Select(column => Quote(cells[column], style.Delimiter, random));
        text.AppendJoin(style.Delimiter, ordered).Append(style.End);
    }

    private static string Quote(string cell, char delimiter, Random random) =>
        random.Next(4) == 0 || cell.Contains(delimiter) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private sealed record Style(
        char Delimiter, char Mark, bool Thousands, string End, string Encoding, bool ByteOrderMark, string Preamble, string[] Names, int[] Order, uint Seed);
}
