using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary><c>/api/backtest</c> and <c>select</c> over real processes.</summary>
[Collection<SharedDaemonTests>]
public sealed class BacktestTests(SharedDaemon daemon)
{
    private const int Length = 60;
    private const int Horizon = 4;

    private static readonly double[] Price = [.. Enumerable.Range(0, Length + Horizon).Select(month => 10.0 + (month * 7 % 5))];

    private static readonly double[] Sales =
        [.. Enumerable.Range(0, Length).Select(month => Math.Round(100 + month + (12 * Math.Sin(month * Math.PI / 6)) - (3 * Price[month]) + (month * 31 % 17 / 4.0), 3))];

    private static readonly double[] Weather = [.. Enumerable.Range(0, Length).Select(month => (double)(month * 13 % 11))];

    [Theory]
    [InlineData("auto", "")]
    [InlineData("auto-ets", "\"max_history\":30,")]
    [InlineData("theta", "\"gap\":2,")]
    [InlineData("seasonal-naive", "\"intervals\":\"conformal\",")]
    public async Task Each_forecast_has_the_bits_of_a_request_that_ends_at_its_origin(string model, string more)
    {
        await daemon.PullAsync(model);
        int gap = more.Contains("gap", StringComparison.Ordinal) ? 2 : 0;
        int history = more.Contains("max_history", StringComparison.Ordinal) ? 30 : Length;
        string settings = FormattableString.Invariant($"{more}\"horizon\":{Horizon},\"quantiles\":[0.1,0.5,0.9]");
        string all = Series(0, Length, Price[..(Length + Horizon)], gap);

        JsonElement backtest = (await daemon.Raw.PostAsync(
            "api/backtest", $$"""{"models":["{{model}}"],{{settings}},"windows":3,"step":5,"include":["forecasts"],"series":[{{all}}]}""")).ShouldBeSuccess().Json;

        JsonElement[] forecasts = [.. backtest.GetProperty("forecasts").EnumerateArray()];
        forecasts.Length.ShouldBe(3, backtest.GetRawText());
        foreach ((int window, JsonElement forecast) in forecasts.Index())
        {
            int end = Length - Horizon - gap - (5 * (2 - window));
            string single = settings.Replace("\"max_history\":30,", "", StringComparison.Ordinal);
            string cut = Series(Math.Max(0, end - history), end, Price[..(end + gap + Horizon)], 0);
            JsonElement alone = (await daemon.Raw.PostAsync(
                "v1/forecast", $$"""{"model":"{{model}}",{{single}},"series":[{{cut}}]}""")).ShouldBeSuccess().Json.GetProperty("forecasts")[0];
            forecast.GetProperty("mean").GetRawText().ShouldBe(alone.GetProperty("mean").GetRawText());
            forecast.GetProperty("quantiles").GetRawText().ShouldBe(alone.GetProperty("quantiles").GetRawText());
            forecast.GetProperty("timestamps").GetRawText().ShouldBe(alone.GetProperty("timestamps").GetRawText());
            forecast.Text("cutoff").ShouldBe(Month(end - 1));
            forecast.GetProperty("actual")[0].GetDouble().ShouldBe(Sales[end + gap]);
        }
    }

    [Fact]
    public async Task A_table_is_measured_and_the_models_are_in_order()
    {
        string csv = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "examples", "air-passengers.csv"), TestContext.Current.CancellationToken);

        JsonElement answer = (await daemon.Raw.PostAsync("api/backtest?models=seasonal-naive,auto-ets&windows=2&by=window,horizon", csv, "text/csv")).ShouldBeSuccess().Json;

        JsonElement[] table = [.. answer.GetProperty("table").EnumerateArray()];
        table.Select(row => row.Text("model")).ShouldBe(["auto-ets", "seasonal-naive"]);
        answer.Text("best").ShouldBe("auto-ets");
        table[0].GetProperty("mase").GetDouble().ShouldBeLessThan(table[1].GetProperty("mase").GetDouble());
        table[0].GetProperty("skill").GetDouble().ShouldBeGreaterThan(0);
        table[0].Has("coverage_80").ShouldBeTrue();
        table[0].Has("msis_95").ShouldBeTrue();
        answer.GetProperty("horizon").GetInt32().ShouldBe(12);
        answer.GetProperty("by").GetArrayLength().ShouldBe(2 * (2 + 12));
        answer.Text("input").ShouldContain("passengers");
        answer.Text("recommendation").ShouldStartWith("auto-ets has the lowest mase");
        answer.Has("forecasts").ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_tells_windows_and_ends_with_the_answer()
    {
        Reply reply = await daemon.Raw.PostAsync(
            "api/backtest", $$"""{"models":["auto-ets","theta"],"horizon":4,"windows":4,"stream":true,"series":[{{Series(0, Length, Price, 0)}}]}""");

        reply.ContentType.ShouldBe("application/x-ndjson");
        JsonElement[] lines = [.. reply.Lines];
        JsonElement[] progress = [.. lines.Where(line => line.Has("completed"))];
        progress.ShouldAllBe(line => line.GetProperty("total").GetInt32() == 12);
        progress.Select(line => line.GetProperty("completed").GetInt32()).ShouldBeInOrder();
        lines[^1].GetProperty("done").GetBoolean().ShouldBeTrue();
        lines[^1].GetProperty("response").GetProperty("table").GetArrayLength().ShouldBe(2);
        lines[..^1].ShouldAllBe(line => !line.Has("done"));
    }

    [Fact]
    public async Task A_model_that_is_not_installed_is_told_with_the_command_that_installs_it()
    {
        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/backtest", $$"""{"models":["theta","timesfm"],"horizon":4,"series":[{{Series(0, Length, Price, 0)}}]}""")).Json;

        answer.GetProperty("table").EnumerateArray().ShouldHaveSingleItem().Text("model").ShouldBe("theta");
        JsonElement error = answer.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.Text("message").ShouldContain("tollama pull timesfm");
        error.Has("id").ShouldBeFalse();
        (await daemon.Raw.PostAsync("api/backtest", $$"""{"models":["timesfm"],"horizon":4,"series":[{{Series(0, Length, Price, 0)}}]}""")).ShouldBeError(404, "MODEL_NOT_FOUND");
    }

    [Theory]
    [InlineData("""{"models":["theta"],"horizon":4,"series":[{"id":"a","target":[1,2,3,4]}]}""", "too few for a window")]
    [InlineData("""{"models":["theta"],"horizon":1,"series":[{"id":"a","target":[1,2,3,4],"actuals":[5]}]}""", "append them there")]
    [InlineData("""{"models":["theta"],"horizon":1,"include":["fitted"],"series":[{"id":"a","target":[1,2,3,4]}]}""", "include=forecasts")]
    [InlineData("""{"models":["theta"],"horizon":1,"threshold":4,"series":[{"id":"a","target":[1,2,3,4]}]}""", "has no effect here")]
    [InlineData("""{"models":["theta"],"horizon":1,"windows":1001,"series":[{"id":"a","target":[1,2,3,4]}]}""", "windows")]
    [InlineData("""{"models":["theta"],"horizon":1,"metrics":["bias"],"series":[{"id":"a","target":[1,2,3,4,5,6,7,8]}]}""", "does not tell which model is better")]
    public async Task What_cannot_be_measured_is_refused_with_a_sentence(string body, string said) =>
        (await daemon.Raw.PostAsync("api/backtest", body)).Text.ShouldContain(said);

    [Theory]
    [InlineData("series")]
    [InlineData("table")]
    public async Task The_model_that_wins_forecasts(string select)
    {
        string request = $$"""{"select":"{{select}}","models":["seasonal-naive","auto-ets"],"horizon":3,"series":[{{Series(0, Length, Price[..(Length + 3)], 0)}}]}""";

        JsonElement answer = (await daemon.Raw.PostAsync("v1/forecast", request)).ShouldBeSuccess().Json;
        JsonElement alone = (await daemon.Raw.PostAsync(
            "v1/forecast", $$"""{"model":"auto-ets","horizon":3,"series":[{{Series(0, Length, Price[..(Length + 3)], 0)}}]}""")).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe("auto-ets");
        JsonElement forecast = answer.GetProperty("forecasts")[0];
        forecast.Text("method").ShouldStartWith("auto-ets: best of 2 in a backtest (mase ");
        forecast.GetProperty("mean").GetRawText().ShouldBe(alone.GetProperty("forecasts")[0].GetProperty("mean").GetRawText());
        answer.GetProperty("warnings")[0].GetString().ShouldBe($"select={select}: 'auto-ets' is best");
        (await daemon.Raw.PostAsync("api/auto-forecast", request)).ShouldBeError(400).Text("error").ShouldContain("select=" + select);
    }

    [Fact]
    public async Task A_chosen_forecast_is_streamed_and_written_as_a_table_too()
    {
        string body = $$"""{"select":"series","models":["seasonal-naive","theta"],"horizon":3,"series":[{{Series(0, Length, Price[..(Length + 3)], 0)}}]}""";

        JsonElement[] lines = [.. (await daemon.Raw.PostAsync("api/forecast", body)).ShouldBeSuccess().Lines];
        Reply table = await daemon.Raw.PostAsync("v1/forecast", body, "application/json", ("Accept", "text/csv"));

        lines[^1].GetProperty("response").GetProperty("forecasts").GetArrayLength().ShouldBe(1);
        lines.Where(line => line.Has("completed")).Select(line => line.GetProperty("completed").GetInt32()).ShouldBeInOrder();
        table.ContentType.ShouldBe("text/csv");
        table.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4, table.Text);
    }

    private static string Series(int first, int end, double[] price, int gap)
    {
        double[] known = gap == 0 ? price : [.. price, .. Enumerable.Repeat(10.0, gap)];
        string weather = Array(Weather[first..end]);
        string prices = Array(known[first..]);
        return $$$"""
            {"id":"sales","freq":"MS","start":"{{{Month(first)}}}","target":{{{Array(Sales[first..end])}}},"past_covariates":{"weather":{{{weather}}}},
            "future_covariates":{"price":{{{prices}}}},"static_covariates":{"shop":"north"}}
            """;
    }

    private static string Month(int place) => new DateOnly(2020, 1, 1).AddMonths(place).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Array(double[] values) => $"[{string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";
}
