using System.Text;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

/// <summary>The windows of a backtest, and filled series, as tables.</summary>
public sealed class OperationTableTests
{
    private static readonly BacktestForecast Window = new()
    {
        Model = "theta",
        Id = "north/a",
        Window = 1,
        Cutoff = "2024-03-01",
        Timestamps = ["2024-04-01", "2024-05-01"],
        Actual = [1.5, double.NaN],
        Mean = [2, 3],
        Quantiles = new Dictionary<string, double[]> { ["0.9"] = [4, 5], ["0.1"] = [0, 1] },
    };

    private static readonly ImputedSeries Filled = new()
    {
        Id = "a",
        Timestamps = ["2024-01-01", "2024-01-02", "2024-01-03"],
        Values = [1, 2, 3],
        Filled = [new FilledValue { Index = 1, Timestamp = "2024-01-02", Value = 2, Low = 1.5, High = 2.5 }],
        Method = "smoothed",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<AnswerFormat> Formats => [AnswerFormat.Csv, AnswerFormat.Tsv, AnswerFormat.Parquet, AnswerFormat.Arrow, AnswerFormat.ArrowStream, AnswerFormat.Xlsx];

    [Fact]
    public async Task A_window_has_a_row_a_step_with_what_happened_before_the_forecast()
    {
        string text = Encoding.UTF8.GetString(await WindowsAsync(AnswerFormat.Csv, Window, Window with { Model = "naive", Quantiles = null }));

        text.ShouldBe(
            """
            model,unique_id,cutoff,ds,y,mean,q0.1,q0.9
            theta,north/a,2024-03-01,2024-04-01,1.5,2,0,4
            theta,north/a,2024-03-01,2024-05-01,,3,1,5
            naive,north/a,2024-03-01,2024-04-01,1.5,2,,
            naive,north/a,2024-03-01,2024-05-01,,3,,

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_id_columns_of_a_table_come_back_unless_they_are_called_like_others()
    {
        BacktestForecast keyed = Window with { Keys = new Dictionary<string, string> { ["shop"] = "north", ["item"] = "a" } };
        BacktestForecast taken = Window with { Keys = new Dictionary<string, string> { ["model"] = "north", ["item"] = "a" } };

        Encoding.UTF8.GetString(await WindowsAsync(AnswerFormat.Csv, keyed)).ShouldStartWith("model,shop,item,cutoff,ds,y,mean,q0.1,q0.9\ntheta,north,a,2024-03-01,2024-04-01,1.5,");
        Encoding.UTF8.GetString(await WindowsAsync(AnswerFormat.Csv, taken)).ShouldStartWith("model,unique_id,cutoff,ds,y,mean,q0.1,q0.9\ntheta,north/a,2024-03-01,");
    }

    [Fact]
    public async Task A_series_without_times_has_the_number_of_the_window_for_a_cutoff() =>
        Encoding.UTF8.GetString(await WindowsAsync(AnswerFormat.Csv, Window with { Cutoff = null, Timestamps = null, Window = 2, Quantiles = null }))
            .ShouldBe("model,unique_id,cutoff,ds,y,mean\ntheta,north/a,2,1,1.5,2\ntheta,north/a,2,2,,3\n");

    [Fact]
    public async Task What_failed_in_a_backtest_has_a_row_with_the_reason()
    {
        BacktestForecast keyed = Window with { Keys = new Dictionary<string, string> { ["shop"] = "north", ["item"] = "a" }, Quantiles = null };
        BacktestError[] errors =
        [
            new() { Id = "south/b", Keys = new Dictionary<string, string> { ["shop"] = "south", ["item"] = "b" }, Code = "SERIES_NOT_FORECASTABLE", Message = "too short" },
            new() { Id = "north/a", Keys = keyed.Keys, Model = "theta", Cutoff = "2024-02-01", Code = "RUNNER_FAILED", Message = "gone" },
            new() { Model = "chronos-2", Code = "MODEL_NOT_FOUND", Message = "not installed" },
        ];
        using MemoryStream stream = new();
        BacktestResponse found = new() { Metric = "mase", Horizon = 2, Windows = 2, Step = 1, Table = [], Forecasts = [keyed], Errors = errors };

        await BacktestTable.WriteAsync(found, AnswerFormat.Csv, stream, Token);

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(
            """
            model,shop,item,cutoff,ds,y,mean,error
            theta,north,a,2024-03-01,2024-04-01,1.5,2,
            theta,north,a,2024-03-01,2024-05-01,,3,
            ,south,b,,,,,too short
            theta,north,a,2024-02-01,,,,gone
            chronos-2,,,,,,,not installed

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_failed_is_in_every_format(AnswerFormat format)
    {
        using MemoryStream stream = new();
        BacktestResponse found = new()
        {
            Metric = "mase",
            Horizon = 2,
            Windows = 2,
            Step = 1,
            Table = [],
            Forecasts = [Window],
            Errors = [new BacktestError { Model = "chronos-2", Code = "MODEL_NOT_FOUND", Message = "not installed" }],
        };

        await BacktestTable.WriteAsync(found, format, stream, Token);

        stream.Length.ShouldBeGreaterThan((await WindowsAsync(format, Window)).Length);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Windows_come_back_from_every_format(AnswerFormat format)
    {
        byte[] bytes = await WindowsAsync(format, Window, Window with { Cutoff = "2024-02-01", Timestamps = ["2024-03-01", "2024-04-01"], Mean = [7, 8] });

        TableContent table = TableTesting.Read(bytes, new TableOptions { TimeColumns = ["ds"], TargetColumns = ["mean"], IdColumns = ["model", "unique_id", "cutoff"] });

        table.Ids().ShouldBe(["theta/north/a/2024-03-01", "theta/north/a/2024-02-01"]);
        table.Series.Select(series => series.Target.Values.ToArray()).ShouldBe([[2, 3], [7, 8]]);
    }

    [Fact]
    public async Task A_filled_value_has_its_interval_and_others_have_none()
    {
        ImputedSeries[] series = [Filled, Filled with { Id = "b", Filled = [] }];

        Encoding.UTF8.GetString(await FilledAsync(AnswerFormat.Csv, series)).ShouldBe(
            """
            unique_id,ds,y,low,high,filled
            a,2024-01-01,1,,,0
            a,2024-01-02,2,1.5,2.5,1
            a,2024-01-03,3,,,0
            b,2024-01-01,1,,,0
            b,2024-01-02,2,,,0
            b,2024-01-03,3,,,0

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_series_that_failed_has_a_row_with_the_reason()
    {
        using MemoryStream stream = new();
        ImputeResponse filled = new() { Model = "auto", Level = 95, Series = [Filled], Errors = [new SeriesError { Id = "b", Code = "SERIES_NOT_FORECASTABLE", Message = "no value" }] };

        await ImputeTable.WriteAsync(filled, AnswerFormat.Csv, stream, Token);

        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split('\n');
        lines[0].ShouldBe("unique_id,ds,y,low,high,filled,error");
        lines[1].ShouldBe("a,2024-01-01,1,,,0,");
        lines[^1].ShouldBe("b,,,,,,no value");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_was_filled_is_read_as_a_table_without_gaps(AnswerFormat format)
    {
        ImputedSeries[] series = [.. new[] { "x", "y" }.Select(id => Filled with { Id = id, Keys = new Dictionary<string, string> { ["shop"] = id } })];

        TableContent table = TableTesting.Read(await FilledAsync(format, series), new TableOptions { TargetColumns = ["y"] });

        table.Ids().ShouldBe(["x", "y"]);
        foreach (TimeSeries one in table.Series)
        {
            one.Target.Values.ShouldBe([1, 2, 3]);
        }
    }

    private static async Task<byte[]> WindowsAsync(AnswerFormat format, params BacktestForecast[] windows)
    {
        using MemoryStream stream = new();
        BacktestResponse found = new() { Metric = "mase", Horizon = 2, Windows = 2, Step = 1, Table = [], Forecasts = windows };
        await BacktestTable.WriteAsync(found, format, stream, Token);
        return stream.ToArray();
    }

    private static async Task<byte[]> FilledAsync(AnswerFormat format, params ImputedSeries[] series)
    {
        using MemoryStream stream = new();
        await ImputeTable.WriteAsync(new ImputeResponse { Model = "auto", Level = 95, Series = series }, format, stream, Token);
        return stream.ToArray();
    }
}
