using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Sample paths, sums and thresholds, over HTTP and through a runner.</summary>
[Collection<SharedDaemonTests>]
public sealed class SamplePathTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    [Theory]
    [InlineData("naive")]
    [InlineData("auto:fast")]
    [InlineData("auto-arima")]
    [InlineData("croston")]
    public async Task Quantiles_of_paths_are_the_answered_ones(string model)
    {
        await daemon.PullAsync(model);

        JsonElement forecast = One(await PostAsync(model, Demand("a", 80), ",\"paths\":2000,\"seed\":3"));

        forecast.Has("error_weights").ShouldBeFalse();
        forecast.GetProperty("quantiles").EnumerateObject().Select(level => level.Name).ShouldBe(["0.1", "0.9"]);
        double[][] paths = [.. forecast.GetProperty("paths").EnumerateArray().Select(Numbers)];
        paths.Length.ShouldBe(2000);
        foreach ((string level, double share) in (ReadOnlySpan<(string, double)>)[("0.1", 0.1), ("0.9", 0.9)])
        {
            double[] quantiles = Numbers(forecast.GetProperty("quantiles").GetProperty(level));
            for (int step = 0; step < quantiles.Length; step++)
            {
                (paths.Count(path => path[step] < quantiles[step] - 1e-9) / 2000.0).ShouldBeLessThan(share + 0.03);
                (paths.Count(path => path[step] <= quantiles[step] + 1e-9) / 2000.0).ShouldBeGreaterThan(share - 0.03);
            }
        }
    }

    [Fact]
    public async Task A_series_has_the_same_paths_alone_and_among_others_and_another_seed_has_others()
    {
        await daemon.PullAsync("theta");

        string alone = One(await PostAsync("theta", Demand("b", 60), ",\"paths\":5")).GetRawText();
        Reply among = await PostAsync("theta", string.Join(',', Demand("a", 40), Demand("b", 60)), ",\"paths\":5,\"seed\":0");
        string other = One(await PostAsync("theta", Demand("b", 60), ",\"paths\":5,\"seed\":1")).GetRawText();

        among.ShouldBeSuccess().Json.GetProperty("forecasts")[1].GetRawText().ShouldBe(alone);
        other.ShouldNotBe(alone);
    }

    [Fact]
    public async Task Sums_follow_the_calendar_and_bounds_hold_for_paths()
    {
        await daemon.PullAsync("naive");

        // The history ends on 19 March: the horizon has 12 days of it and 8 of April.
        JsonElement forecast = One(await PostAsync("naive", Demand("a", 79), ",\"horizon\":20,\"sum\":\"month\",\"paths\":50,\"lower\":8,\"upper\":15,\"integer\":true,\"threshold\":15", horizon: null));

        JsonElement sums = forecast.GetProperty("sums");
        sums.Text("period").ShouldBe("month");
        sums.GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe(["2024-03-20", "2024-04-01"]);
        Numbers(sums.GetProperty("steps")).ShouldBe([12, 8]);
        double[] mean = Numbers(forecast.GetProperty("mean"));
        Numbers(sums.GetProperty("mean")).ShouldBe([mean[..12].Sum(), mean[12..].Sum()], 1e-9);
        double[] values = [.. forecast.GetProperty("paths").EnumerateArray().SelectMany(Numbers)];
        values.ShouldAllBe(value => value >= 8 && value <= 15 && value == Math.Round(value));
        forecast.GetProperty("threshold").GetProperty("above").GetProperty("ever").GetDouble().ShouldBe(0);
        forecast.GetProperty("threshold").GetProperty("below").GetProperty("ever").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("compare", "\"models\":[\"naive\",\"mean\"]")]
    [InlineData("auto-forecast", "\"allow_fallback\":true")]
    [InlineData("what-if", "\"model\":\"naive\",\"scenarios\":[{\"name\":\"twice\",\"transforms\":[{\"operation\":\"multiply\",\"field\":\"target\",\"value\":2}]}]")]
    public async Task An_operation_whose_answer_has_no_place_for_them_refuses_each(string operation, string fields)
    {
        string body = $$"""{{{fields}},"horizon":2,"paths":3,"sum":"all","threshold":5,"series":[{{Demand("a", 40)}}]}""";

        JsonElement error = (await daemon.Raw.PostAsync($"api/{operation}", body)).ShouldBeError(400, "INVALID_REQUEST");

        error.GetProperty("detail").EnumerateArray().Select(fault => fault.Text("msg").Split(' ')[0]).ShouldBe(["paths", "sum", "threshold"]);
    }

    [Fact]
    public async Task A_table_in_csv_has_a_row_a_sum()
    {
        await daemon.PullAsync("naive");
        string table = "date,y\n" + string.Concat(Enumerable.Range(0, 79).Select(day => $"{Day(day)},{Value(day)}\n"));

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=naive&horizon=20&quantiles=0.9&sum=month&threshold=12.5&paths=2&seed=1", table, Csv, ("Accept", Csv));

        reply.Status.ShouldBe(200, reply.Text);
        string[] lines = reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("unique_id,ds,steps,mean,q0.9,above,below,passed_above,passed_below,path_1,path_2");
        lines.Skip(1).Select(line => string.Join(',', line.Split(',')[1..3])).ShouldBe(["2024-03-20,12", "2024-04-01,8"]);
        lines.ShouldAllBe(line => line.Split(',').Length == 11);
    }

    [Fact]
    public async Task A_conformal_forecast_has_paths_of_its_quantiles()
    {
        await daemon.PullAsync("theta");

        JsonElement forecast = One(await PostAsync("theta", Demand("a", 80), ",\"intervals\":\"conformal\",\"sum\":\"all\""));

        JsonElement sums = forecast.GetProperty("sums");
        forecast.Text("method").ShouldContain("earlier origins");
        double width = Numbers(sums.GetProperty("quantiles").GetProperty("0.9"))[0] - Numbers(sums.GetProperty("quantiles").GetProperty("0.1"))[0];
        double[] widths = [.. Numbers(forecast.GetProperty("quantiles").GetProperty("0.9")).Zip(Numbers(forecast.GetProperty("quantiles").GetProperty("0.1")), (high, low) => high - low)];
        width.ShouldBeInRange(0.8 * Math.Sqrt(widths.Sum(one => one * one)), 1.1 * widths.Sum());
    }

    [Theory]
    [InlineData(",\"paths\":0", "paths must be from 1 to 10000")]
    [InlineData(",\"paths\":10001", "paths must be from 1 to 10000")]
    [InlineData(",\"sum\":\"fortnight\"", "sum must be all, hour, day, week, month, quarter or year")]
    [InlineData(",\"threshold\":\"high\"", "threshold must be a number")]
    public async Task What_is_not_possible_is_refused_by_name(string more, string says) =>
        (await PostAsync("naive", Demand("a", 10), more)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);

    private static JsonElement One(Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static string Day(int day) => new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Value(int day) => 10 + (day * 7 % 5);

    private static string Demand(string id, int length)
    {
        string stamps = string.Join(',', Enumerable.Range(0, length).Select(day => $"\"{Day(day)}\""));
        return $$"""{"id":"{{id}}","timestamps":[{{stamps}}],"target":[{{string.Join(',', Enumerable.Range(0, length).Select(Value))}}]}""";
    }

    private Task<Reply> PostAsync(string model, string series, string more, int? horizon = 4) => daemon.Raw.PostAsync(
        "api/forecast", $$"""{"model":"{{model}}","stream":false,"quantiles":[0.1,0.9],"series":[{{series}}]{{(horizon is { } steps ? $",\"horizon\":{steps}" : "")}}{{more}}}""");
}
