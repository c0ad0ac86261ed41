using System.Text;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

[Collection<SharedDaemonTests>]
public sealed class TableTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";
    private const string Long = "unique_id,ds,y\nx,2024-01-01,1\nx,2024-01-02,2\nx,2024-01-03,3\ny,2024-01-01,7\ny,2024-01-02,8\ny,2024-01-03,9\n";
    private const string Gappy = "date;value\n2024-01-01;1,5\n2024-01-02;2,5\n2024-01-04;4,5\n2024-01-05;5,5\n2024-01-06;6,5\n";

    [Fact]
    public async Task A_table_is_posted_as_it_is()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=2&stream=false", Long, Csv)).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.Text("id")).ShouldBe(["x", "y"]);
        answer.GetProperty("forecasts")[1].GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([9, 9]);
        answer.GetProperty("forecasts")[0].Text("start_timestamp").ShouldBe("2024-01-04");
        answer.Text("input").ShouldContain("ds");
    }

    [Fact]
    public async Task A_table_streams_like_any_other_request()
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=2", Long, Csv);

        reply.ShouldBeSuccess().Lines[^1].GetProperty("done").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_is_answered_as_a_table_when_that_is_wanted()
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=2&quantiles=0.1,0.9", Long, Csv, ("Accept", Csv));

        reply.Status.ShouldBe(200, reply.Text);
        reply.ContentType.ShouldBe(Csv);
        string[] lines = reply.Text.TrimEnd().Split('\n');
        lines.Length.ShouldBe(5);
        lines[0].ShouldStartWith("unique_id,ds,mean");
        lines[1].ShouldStartWith("x,2024-01-04,3");
    }

    [Fact]
    public async Task Gaps_are_filled_with_a_warning_or_refused_when_strict()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&stream=false", Gappy, Csv)).ShouldBeSuccess().Json;
        answer.GetProperty("forecasts")[0].GetProperty("mean")[0].GetDouble().ShouldBe(6.5);
        answer.GetProperty("warnings").GetArrayLength().ShouldBePositive();

        (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&strict=true", Gappy, Csv)).ShouldBeError(400);
    }

    [Fact]
    public async Task The_client_sends_a_table_with_named_columns()
    {
        await daemon.PullAsync("naive");
        using MemoryStream csv = new(Encoding.UTF8.GetBytes("when,other,sales\n2024-01-31,9,1\n2024-02-29,9,2\n2024-03-31,9,3\n"));
        ForecastRequest options = new()
        {
            Model = "naive",
            Horizon = 2,
            Quantiles = [0.1, 0.9],
            Table = new TableOptions { TimeColumns = ["when"], TargetColumns = ["sales"] },
        };

        ForecastResponse response = await daemon.Client.ForecastTableAsync(csv, options, TestContext.Current.CancellationToken);

        response.Forecasts[0].Timestamps.ShouldBe(["2024-04-30", "2024-05-31"]);
    }

    [Theory]
    [InlineData("api/forecast?horizon=2", "model")]
    [InlineData("api/forecast?model=mock&horizon=two", "horizon")]
    [InlineData("api/forecast?model=mock&horizon=2&targt=y", "targt")]
    [InlineData("api/forecast?model=mock&horizon=2&target=nothing", "nothing")]
    public async Task A_bad_query_is_400_and_says_what(string path, string says)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync(path, Long, Csv)).ShouldBeError(400).Text("error").ShouldContain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date,value\n")]
    [InlineData("just words\n")]
    [InlineData("date,value\nyesterday,today\n")]
    [InlineData("\0\0\0\0")]
    public async Task What_is_no_table_is_400(string table)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=2", table, Csv)).ShouldBeError(400);
    }

    [Fact]
    public async Task Validate_takes_tables_too()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync("api/validate?model=mock&horizon=2", Long, Csv)).ShouldBeSuccess().Json;

        answer.GetProperty("valid").GetBoolean().ShouldBeTrue();
        answer.Text("input").ShouldContain("ds");
    }
}
