using System.Globalization;
using System.Text;
using CsCheck;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;
using Tollama.Data.Writing.Xlsx;

namespace Tollama.Data.Tests.Tables.Xlsx;

/// <summary>What is written as a workbook is read as the same table, as its CSV is.</summary>
public sealed class XlsxRoundTripLaws
{
    private static readonly TableOptions Options = new() { IdColumns = ["shop"], TimeColumns = ["ds"], TargetColumns = ["y"], DecimalMark = '.' };

    private static readonly Gen<(string[] Shops, long Start, long Step, double[] Values)> Tables =
        from shops in Gen.OneOf("a", "00123", "1E5", "=1+1", "x, \"y\"", "Ä ö", "12345678901234567890", "_x0041_", "2024-01-01", "TRUE", "-").Array[1, 3]
        from start in Gen.Long[0, 80_000]
        from step in Gen.OneOf(86_400_000L, 3_600_000, 900_000, 1000, 100, 1)
        from values in Gen.OneOf(Gen.Double, Gen.Double[-1000, 1000], Gen.Int[-5, 100_000].Select(whole => (double)whole), Gen.Const(double.NaN)).Array[12]
        select (shops.Where(shop => shop != "-").Distinct().DefaultIfEmpty("b").ToArray(), start, step, values);

    [Fact]
    public void Values_moments_and_ids_come_back_bit_for_bit() => Tables.ForAll(
        drawn =>
        {
            (string[] shops, long start, long step, double[] values) = drawn;
            DateTime first = new DateTime(1900, 3, 1).AddDays(start);
            double[] finite = [.. values.Select(value => double.IsFinite(value) ? value : double.NaN)];
            finite[^1] = 1.5;
            DateTime[] moments = [.. Enumerable.Range(0, finite.Length).Select(place => first.AddMilliseconds(place * step))];

            TableContent table = TableTesting.Read(Book(shops, moments, finite), Options);
            table.Ids().ShouldBe(shops, ignoreOrder: true);
            foreach (TimeSeries series in table.Series)
            {
                series.Times!.Select(stamp => stamp.ToString()).ShouldBe(moments.Select(moment => Stamp(moment, TimeSpan.FromMilliseconds(step))));
                series.Target.Values.Select(BitConverter.DoubleToInt64Bits).ShouldBe(finite.Select(BitConverter.DoubleToInt64Bits));
            }

            TableContent csv = TableTesting.Read(Csv(shops, moments, finite), Options);
            csv.Ids().ShouldBe(table.Ids());
            csv.Series.Select(series => string.Join(' ', series.Stamps())).ShouldBe(table.Series.Select(series => string.Join(' ', series.Stamps())));
            csv.Series.SelectMany(series => series.Target.Values).ShouldBe(table.Series.SelectMany(series => series.Target.Values));
        },
        cases: 400,
        print: drawn => $"{string.Join('|', drawn.Shops)} {drawn.Start} {drawn.Step} {string.Join(' ', drawn.Values)}");

    private static byte[] Book(string[] shops, DateTime[] moments, double[] values)
    {
        using MemoryStream output = new();
        using (XlsxWriter writer = new(output, [new("shop", XlsxColumnKind.Text), new("ds", XlsxColumnKind.Date), new("y", XlsxColumnKind.Number)], notesName: "notes"))
        {
            foreach (string shop in shops)
            {
                foreach ((DateTime moment, double value) in moments.Zip(values))
                {
                    writer.Add(shop);
                    writer.Add(moment);
                    writer.Add(value);
                    writer.EndRow();
                }
            }

            writer.SetNotes([KeyValuePair.Create("model", "auto")]);
        }

        return output.ToArray();
    }

    private static string Csv(string[] shops, DateTime[] moments, double[] values)
    {
        StringBuilder text = new("shop,ds,y\n");
        foreach (string shop in shops)
        {
            foreach ((DateTime moment, double value) in moments.Zip(values))
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{shop.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{Stamp(moment, moments[1] - moments[0])},{(double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))}\n");
            }
        }

        return text.ToString();
    }

    private static string Stamp(DateTime moment, TimeSpan step) =>
        moment.ToString(step.TotalDays >= 1 ? "yyyy-MM-dd" : step.TotalSeconds >= 1 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
