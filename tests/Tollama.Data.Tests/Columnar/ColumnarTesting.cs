using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;
using Tollama.Data.Tables.Arrow;
using Tollama.Data.Tables.Parquet;

namespace Tollama.Data.Tests.Columnar;

internal static class ColumnarTesting
{
    /// <summary>A file that another program wrote.</summary>
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Join(AppContext.BaseDirectory, "golden", "tables", name));

    /// <summary>All that the series of a table say, to the bit.</summary>
    public static string Describe(TableContent table) => string.Join('\n', table.Series.Select(Describe).Append(table.Roles.ToString()));

    /// <summary>The cells of a table, by the names of its columns.</summary>
    public static Dictionary<string, string[]> Cells(byte[] bytes) => Cells(bytes, out _);

    public static Dictionary<string, string[]> Cells(byte[] bytes, out IReadOnlyList<string> warnings)
    {
        WarningList list = new();
        ITableSource source = bytes[0] == 'P' ? new ParquetSource() : new ArrowSource();
        ITable table = source.Open(TableInput.Of(bytes), new TableRequest(new TableOptions(), new TableReading()), list);
        List<string>[] cells = [.. table.Names.Select(_ => new List<string>())];
        using ITableRows rows = table.Rows();
        while (rows.Read(TestContext.Current.CancellationToken))
        {
            for (int column = 0; column < cells.Length; column++)
            {
                cells[column].Add(rows[column].ToString());
            }
        }

        warnings = list.Items;
        return table.Names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.ToArray());
    }

    private static string Describe(TimeSeries series) =>
        $"{series.Id} ({string.Join(',', series.Keys?.Values ?? [])}): {string.Join(' ', series.Times!.Select(stamp => stamp.ToString()))} = {Bits(series.Target)}; "
        + string.Join("; ", series.Covariates.Select(covariate => $"{covariate.Name} {Describe(covariate.Past)}"));

    private static string Describe(Column? column) => column switch
    {
        CategoryColumn texts => string.Join(' ', texts.ToTexts()),
        NumberColumn numbers => Bits(numbers),
        _ => "",
    };

    private static string Bits(IEnumerable<double> values) =>
        string.Join(' ', values.Select(value => double.IsNaN(value) ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture)));
}
