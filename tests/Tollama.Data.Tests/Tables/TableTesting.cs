using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

internal static class TableTesting
{
    public static TableContent Read(string text, TableOptions? options = null, TableReading? reading = null) => Read(Encoding.UTF8.GetBytes(text), options, reading);

    public static TableContent Read(byte[] bytes, TableOptions? options = null, TableReading? reading = null) =>
        TableReader.Read(TableInput.Of(bytes), options ?? new TableOptions(), reading, cancellationToken: TestContext.Current.CancellationToken);

    public static TollamaException Refuse(string text, TableOptions? options = null, TableReading? reading = null) =>
        Should.Throw<TollamaException>(() => Read(text, options, reading));

    public static string[] Stamps(this TimeSeries series) => [.. series.Times!.Select(stamp => stamp.ToString())];

    public static Covariate Covariate(this TimeSeries series, string name) => series.Covariates.Single(covariate => covariate.Name == name);

    public static string?[] Texts(this Column? column) => ((CategoryColumn)column!).ToTexts();

    public static string[] Ids(this TableContent table) => [.. table.Series.Select(series => series.Id)];
}
