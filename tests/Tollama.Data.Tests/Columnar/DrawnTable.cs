using System.Globalization;
using System.Text;
using CsCheck;

namespace Tollama.Data.Tests.Columnar;

/// <summary>A table of some series, to be written in several formats.</summary>
internal sealed record DrawnTable(IReadOnlyList<DrawnRow> Rows, string? Zone)
{
    private static readonly double[] Hard = [0, -0.0, 0.1 + 0.2, 5e-324, 1e-300, 123456789.00000001, 1e15, -1e22, 1.7976931348623157e308, 1234, 0.001];

    private static readonly Gen<double?> Value = Gen.OneOf(
        Gen.OneOf(Hard).Select(value => (double?)value), Gen.Double[-1000, 1000].Select(value => (double?)value), Gen.Const((double?)null));

    private static readonly Gen<long?> Number = Gen.OneOf(
        Gen.Long[-9_007_199_254_740_992, 9_007_199_254_740_992].Select(value => (long?)value), Gen.Long[0, 3].Select(value => (long?)value), Gen.Const((long?)null));

    /// <summary>Tables with one to three series of hours, days or odd steps.</summary>
    public static Gen<DrawnTable> Tables { get; } =
        from stores in Gen.OneOf("a", "b, \"c\"", "Ä\n", "s-17", "shop 2").Array[1, 3]
        from count in Gen.Int[1, 40]
        from step in Gen.OneOf(3600.0, 86400, 900, 0.25, 86400 * 7)
        from zone in Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)"UTC"))
        from values in Value.Array[stores.Length * count]
        from numbers in Number.Array[stores.Length * count]
        from kinds in Gen.OneOf("x", "y z", "ü").Null().Array[stores.Length * count]
        select new DrawnTable(
            [.. stores.Distinct().SelectMany((store, series) => Enumerable.Range(0, count).Select(row => new DrawnRow(
                store, new DateTime(2024, 2, 28, 0, 0, 0, DateTimeKind.Utc).AddSeconds(row * step),
                row == 0 ? 1.5 : values[(series * count) + row], numbers[(series * count) + row], kinds[(series * count) + row])))],
            zone);

    /// <summary>The table as text. All midnights are days, and all others have as many digits as the finest needs.</summary>
    public byte[] Csv()
    {
        bool isDaily = Zone is null && Rows.All(row => row.Utc.TimeOfDay == TimeSpan.Zero);
        bool isFine = Rows.Any(row => row.Utc.Millisecond != 0);
        string format = isDaily ? "yyyy-MM-dd" : (isFine ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm:ss") + (Zone is null ? "" : "Z");
        StringBuilder text = new("store,ts,y,n,kind\n");
        foreach (DrawnRow row in Rows)
        {
            text.Append('"').Append(row.Store.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\",")
                .Append(row.Utc.ToString(format.Replace("Z", "'Z'", StringComparison.Ordinal), CultureInfo.InvariantCulture)).Append(',')
                .Append(row.Y?.ToString("R", CultureInfo.InvariantCulture)).Append(',')
                .Append(row.N?.ToString(CultureInfo.InvariantCulture)).Append(',').Append(row.Kind).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
