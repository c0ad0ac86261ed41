using System.Text;
using Tollama.Core.Errors;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

internal static class TableTesting
{
    public static TableContent Read(string text, TableOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), options);

    public static TableContent Read(byte[] bytes, TableOptions? options = null) =>
        CsvTableReader.Read(new MemoryStream(bytes), options ?? new TableOptions(), TestContext.Current.CancellationToken);

    public static TollamaException Refuse(string text, TableOptions? options = null) => Should.Throw<TollamaException>(() => Read(text, options));

    public static string[] Stamps(this RawSeries series) => [.. series.Timestamps.Select(stamp => stamp.ToString())];

    public static string[] Ids(this TableContent table) => [.. table.Series.Select(series => series.Id)];
}
