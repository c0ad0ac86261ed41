using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

[Collection<SharedDaemonTests>]
public sealed class ForecastTests(SharedDaemon daemon)
{
    [Fact]
    public async Task A_stream_says_loading_only_when_it_loads_then_progress_then_the_answer()
    {
        await daemon.PullAsync("mock");
        (await daemon.Raw.PostAsync("api/unload", """{"model":"mock"}""")).ShouldBeSuccess();

        Reply first = await daemon.Raw.PostAsync("api/forecast", Bodies.Forecast("mock"));
        Reply second = await daemon.Raw.PostAsync("api/forecast", Bodies.Forecast("mock"));

        first.ShouldBeSuccess().ContentType.ShouldBe("application/x-ndjson");
        first.Lines[0].Text("status").ShouldBe("loading model");
        second.ShouldBeSuccess().Lines[0].Text("status").ShouldBe("running forecast");
        foreach (Reply reply in (Reply[])[first, second])
        {
            reply.Lines.SkipWhile(line => line.Has("status") && line.Text("status") == "loading model").SkipLast(1)
                .ShouldAllBe(line => line.Text("status") == "running forecast" && line.GetProperty("total").GetInt32() == 1);
            JsonElement last = reply.Lines[^1];
            last.GetProperty("done").GetBoolean().ShouldBeTrue();
            last.GetProperty("response").GetProperty("forecasts").GetArrayLength().ShouldBe(1);
            last.GetProperty("total_duration").GetInt64().ShouldBeGreaterThanOrEqualTo(last.GetProperty("eval_duration").GetInt64());
            last.GetProperty("total_duration").GetInt64().ShouldBeLessThan((long)Deadlines.Request.TotalNanoseconds);
        }

        first.Lines[^1].GetProperty("load_duration").GetInt64().ShouldBePositive();
    }

    [Theory]
    [InlineData("api/forecast", ",\"stream\":false")]
    [InlineData("v1/forecast", "")]
    public async Task An_answer_has_dates_from_the_first_future_step(string path, string more)
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync(path, Bodies.Forecast("mock", ",\"quantiles\":[0.1,0.9]" + more))).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe("mock");
        answer.Text("model_digest").ShouldBeDigest();
        JsonElement forecast = answer.GetProperty("forecasts")[0];
        forecast.Text("id").ShouldBe("a");
        forecast.Text("start_timestamp").ShouldBe("2025-01-03");
        forecast.GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe(["2025-01-03", "2025-01-04", "2025-01-05"]);
        forecast.GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([2, 2, 2]);
        forecast.GetProperty("quantiles").EnumerateObject().Select(level => level.Name).ShouldBe(["0.1", "0.9"]);
        answer.GetProperty("timing").GetProperty("total_ms").GetDouble().ShouldBePositive();
        answer.GetProperty("usage").GetProperty("series_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_client_streams_a_forecast_of_many_series_in_order()
    {
        await daemon.PullAsync("auto");
        ForecastRequest request = new()
        {
            Model = "auto",
            Horizon = 4,
            Quantiles = [0.1, 0.5, 0.9],
            Series = [.. Enumerable.Range(0, 20).Select(id => new TimeSeries { Id = $"s{id}", Freq = "MS", Times = Months(36), Target = Wave(36, id) })],
        };

        List<ForecastStreamLine> lines = [];
        await foreach (ForecastStreamLine line in daemon.Client.ForecastStreamAsync(request, TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }

        int[] completed = [.. lines.Where(line => line.Completed is not null).Select(line => line.Completed!.Value)];
        completed.ShouldBe(completed.Order());
        ForecastResponse response = lines[^1].Response.ShouldNotBeNull();
        response.Forecasts.Select(forecast => forecast.Id).ShouldBe(request.Series.Select(series => series.Id));
        response.Forecasts.ShouldAllBe(forecast => forecast.Timestamps![0] == "2024-01-01");
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            for (int step = 0; step < 4; step++)
            {
                forecast.Quantiles!["0.1"][step].ShouldBeLessThanOrEqualTo(forecast.Quantiles!["0.5"][step]);
                forecast.Quantiles!["0.5"][step].ShouldBeLessThanOrEqualTo(forecast.Quantiles!["0.9"][step]);
            }
        }
    }

    [Fact]
    public async Task The_offset_of_the_input_is_kept()
    {
        await daemon.PullAsync("mock");

        JsonElement forecast = (await daemon.Raw.PostAsync(
            "v1/forecast",
            """{"model":"mock","horizon":2,"series":[{"id":"a","freq":"auto","timestamps":["2025-01-01T00:00:00+09:00","2025-01-01T02:00:00+09:00","2025-01-01T04:00:00+09:00"],"target":[1,2,3]}]}"""))
            .ShouldBeSuccess().Json.GetProperty("forecasts")[0];

        forecast.GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe(["2025-01-01T06:00:00+09:00", "2025-01-01T08:00:00+09:00"]);
    }

    [Fact]
    public async Task A_series_that_cannot_be_forecast_does_not_spoil_the_others()
    {
        await daemon.PullAsync("naive");

        JsonElement answer = (await daemon.Raw.PostAsync(
            "v1/forecast", """{"model":"naive","horizon":2,"series":[{"id":"good","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2]},{"id":"bad","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[null,null]}]}"""))
            .ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.Text("id")).ShouldBe(["good"]);
        answer.GetProperty("errors").EnumerateArray().Single().Text("id").ShouldBe("bad");
    }

    private static Timestamp[] Months(int count) =>
        [.. Enumerable.Range(0, count).Select(month => Timestamp.Parse($"{2021 + (month / 12)}-{(month % 12) + 1:00}-01"))];

    private static double[] Wave(int count, int phase) => [.. Enumerable.Range(0, count).Select(step => 100 + (10 * Math.Sin((step + phase) * Math.PI / 6)) + step)];
}
