using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Nixtla;

public sealed class NixtlaForecastTests : DaemonTest
{
    private static readonly NixtlaBody Days = new([NixtlaBody.Wave(60, 7, 100), NixtlaBody.Wave(45, 7, 20)], "D", "2024-01-01");

    [Theory]
    [InlineData("D", "2024-01-01", 7)]
    [InlineData("MS", "2015-03-01", 12)]
    [InlineData("ME", "2015-03-31", 12)]
    [InlineData("QS-OCT", "2010-10-01", 4)]
    [InlineData("W-SUN", "2020-01-05", 52)]
    [InlineData("h", "2024-01-01T05:00", 24)]
    [InlineData("15min", "2024-01-01T05:30", 4)]
    [InlineData("B", "2024-01-01", 5)]
    [InlineData("D", "2024-01-01T00:00:00+09:00", 7)]
    [InlineData("MS", null, 12)]
    [InlineData("1MS", null, 12)]
    public async Task A_forecast_is_that_of_our_own_route_bit_for_bit(string freq, string? start, int season)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        double?[] holes = NixtlaBody.Wave(80, season, 500);
        (holes[10], holes[41]) = (null, null);
        NixtlaBody body = new([NixtlaBody.Wave(60, season, 100), holes, [1.0, 2.0, 4.0, 3.0, 5.0]], freq, start);

        JsonElement packed = (await raw.PostAsync("v2/forecast", body.Packed("\"model\":\"timegpt-1\",\"h\":6,\"level\":[80,95.5]"))).ShouldBeSuccess().Json;
        JsonElement ours = (await raw.PostAsync("v1/forecast", body.Ours("\"model\":\"auto\",\"horizon\":6,\"quantiles\":[0.0225,0.1,0.9,0.9775]"))).ShouldBeSuccess().Json;

        JsonElement[] forecasts = [.. ours.GetProperty("forecasts").EnumerateArray()];
        NixtlaBody.Numbers(packed.GetProperty("mean")).ShouldBe([.. forecasts.SelectMany(one => NixtlaBody.Numbers(one.GetProperty("mean")))]);
        foreach ((string key, string level) in (ReadOnlySpan<(string, string)>)[("lo-80", "0.1"), ("hi-80", "0.9"), ("lo-95.5", "0.0225"), ("hi-95.5", "0.9775")])
        {
            NixtlaBody.Numbers(packed.GetProperty("intervals").GetProperty(key))
                .ShouldBe([.. forecasts.SelectMany(one => NixtlaBody.Numbers(one.GetProperty("quantiles").GetProperty(level)))]);
        }
    }

    [Fact]
    public async Task What_is_null_is_there_and_every_measured_number_has_a_point()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        NixtlaBody flat = new([[5.0, 5.0, 5.0, 5.0]], "D", "2024-01-01");

        Reply reply = (await raw.PostAsync("v2/forecast", flat.Packed("\"model\":\"naive\",\"h\":2"))).ShouldBeSuccess();

        reply.Text.ShouldContain("\"mean\":[5.0,5.0],\"intervals\":null,\"weights_x\":null,\"feature_contributions\":null");
        reply.Text.ShouldContain("\"input_tokens\":4,\"output_tokens\":2,\"finetune_tokens\":0");
        reply.Json.TryGetProperty("data", out _).ShouldBeFalse();
        reply.Json.Text("request_id").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("[80,0,80]", "lo-80,hi-80,lo-0,hi-0")]
    [InlineData("80", "lo-80,hi-80")]
    [InlineData("80.0", "lo-80.0,hi-80.0")]
    [InlineData("[95.5,20.000000000000004]", "lo-95.5,hi-95.5,lo-20.000000000000004,hi-20.000000000000004")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task Levels_are_answered_as_they_were_written_each_once(string level, string? keys)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        JsonElement answer = (await raw.PostAsync("v2/forecast", Days.Packed($"\"model\":\"auto\",\"h\":3,\"level\":{level}"))).ShouldBeSuccess().Json;

        JsonElement intervals = answer.GetProperty("intervals");
        (intervals.ValueKind == JsonValueKind.Null ? null : string.Join(',', intervals.EnumerateObject().Select(pair => pair.Name))).ShouldBe(keys);
        if (keys is not null && keys.Contains("lo-0", StringComparison.Ordinal))
        {
            NixtlaBody.Numbers(intervals.GetProperty("lo-0")).ShouldBe(NixtlaBody.Numbers(intervals.GetProperty("hi-0")));
        }
    }

    [Theory]
    [InlineData("\"h\":3,\"level\":[120]", "level")]
    [InlineData("\"h\":3,\"level\":[-1]", "level")]
    [InlineData("\"h\":3,\"level\":100", "level")]
    [InlineData("\"h\":3,\"level\":\"80\"", "level")]
    [InlineData("\"h\":0", "h must be")]
    [InlineData("\"h\":1.5", "h must be")]
    [InlineData("\"h\":3,\"h\":4", "'h' is there twice")]
    [InlineData("\"level\":[80]", "h is required")]
    [InlineData("\"h\":3,\"model_parameters\":[1]", "model_parameters")]
    public async Task What_the_client_does_not_check_the_daemon_does(string fields, string says)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        JsonElement error = (await raw.PostAsync("v2/forecast", Days.Packed($"\"model\":\"auto\",{fields}"))).ShouldBeError(400, "INVALID_REQUEST");

        error.Text("error").ShouldContain(says);
        error.GetProperty("detail").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_series_that_fails_is_null_and_named_and_all_that_fail_are_an_error()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        NixtlaBody one = new([[null, null], NixtlaBody.Wave(30, 7, 10)], "D", "2024-01-01");
        NixtlaBody all = new([[null, null], [null]], "D", "2024-01-01");
        const string Fields = "\"model\":\"auto\",\"h\":2";

        JsonElement answer = (await raw.PostAsync("v2/forecast", one.Packed(Fields))).ShouldBeSuccess().Json;

        NixtlaBody.Numbers(answer.GetProperty("mean")).Select(value => value is null).ShouldBe([true, true, false, false]);
        answer.GetProperty("warnings").EnumerateArray().ShouldContain(warning => warning.GetString()!.Contains("series '0'", StringComparison.Ordinal));
        (await raw.PostAsync("v2/forecast", all.Packed(Fields))).ShouldBeError(400, "SERIES_NOT_FORECASTABLE");
        (await raw.PostAsync("v2/forecast", one.Packed(Fields), "application/json", ("User-Agent", "nixtlar"))).ShouldBeError(400, "SERIES_NOT_FORECASTABLE");
    }

    [Fact]
    public async Task A_window_is_the_forecast_of_what_is_before_it_bit_for_bit_features_included()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        double?[] y = NixtlaBody.Wave(60, 7, 100);
        string price = string.Join(',', Enumerable.Range(0, 60).Select(i => $"{i * 37 % 11}.5"));
        NixtlaBody whole = new([y], "D", "2024-01-01");
        NixtlaBody cut = new([y[..^9]], "D", "2024-01-01");
        string[] prices = price.Split(',');

        JsonElement windows = (await raw.PostAsync(
            "v2/cross_validation", whole.Packed("\"model\":\"auto\",\"h\":5,\"n_windows\":3,\"step_size\":2,\"hist_exog\":null,\"level\":[80]", $"\"X\":[[{price}]]"))).ShouldBeSuccess().Json;
        JsonElement forecast = (await raw.PostAsync(
            "v2/forecast",
            cut.Packed("\"model\":\"auto\",\"h\":5,\"level\":[80]", $"\"X\":[[{string.Join(',', prices[..^9])}]],\"X_future\":[[{string.Join(',', prices[^9..^4])}]]"))).ShouldBeSuccess().Json;

        windows.GetProperty("sizes").ToString().ShouldBe("[15]");
        windows.GetProperty("idxs").ToString().ShouldBe("[51,52,53,54,55,53,54,55,56,57,55,56,57,58,59]");
        NixtlaBody.Numbers(windows.GetProperty("mean"))[..5].ShouldBe(NixtlaBody.Numbers(forecast.GetProperty("mean")));
        NixtlaBody.Numbers(windows.GetProperty("intervals").GetProperty("hi-80"))[..5].ShouldBe(NixtlaBody.Numbers(forecast.GetProperty("intervals").GetProperty("hi-80")));
    }

    [Theory]
    [InlineData("\"n_windows\":0,\"step_size\":1", "n_windows")]
    [InlineData("\"n_windows\":2,\"step_size\":0", "step_size")]
    [InlineData("\"n_windows\":12,\"step_size\":5", "windows")]
    [InlineData("\"n_windows\":1,\"step_size\":5,\"hist_exog\":[0]", "hist_exog")]
    public async Task Windows_that_cannot_be_are_refused(string fields, string says)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("v2/cross_validation", Days.Packed($"\"model\":\"auto\",\"h\":5,{fields}"))).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);
    }

    [Theory]
    [InlineData("v2/cross_validation", "\"h\":1,\"n_windows\":1,\"step_size\":1,\"full_history\":true,")]
    [InlineData("v2/historic_forecast", "")]
    public async Task The_fit_to_the_history_is_the_end_of_each_series_with_intervals(string route, string fields)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        JsonElement answer = (await raw.PostAsync(route, Days.Packed($"{fields}\"model\":\"auto\",\"level\":[80]"))).ShouldBeSuccess().Json;

        int[] sizes = [.. answer.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        sizes.Length.ShouldBe(2);
        sizes[0].ShouldBeInRange(20, 60);
        sizes[1].ShouldBeInRange(15, 45);
        answer.GetProperty("mean").GetArrayLength().ShouldBe(sizes.Sum());
        double?[] low = NixtlaBody.Numbers(answer.GetProperty("intervals").GetProperty("lo-80"));
        double?[] high = NixtlaBody.Numbers(answer.GetProperty("intervals").GetProperty("hi-80"));
        low.Zip(high).ShouldAllBe(pair => pair.First < pair.Second);
        NixtlaBody.Numbers(answer.GetProperty("mean"))[..sizes[0]].ShouldAllBe(value => value > 60 && value < 180);
    }

    [Fact]
    public async Task Features_have_weights_and_contributions_that_add_up_to_the_forecast()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        double[] price = [.. Enumerable.Range(0, 65).Select(i => (i * 37 % 11) + 0.5)];
        NixtlaBody body = new([[.. NixtlaBody.Wave(60, 7, 100).Select((value, i) => value - (3 * price[i]))]], "D", "2024-01-01");
        string past = string.Join(',', price[..60]), future = string.Join(',', price[60..]);

        JsonElement answer = (await raw.PostAsync(
            "v2/forecast", body.Packed("\"model\":\"auto\",\"h\":5,\"feature_contributions\":true", $"\"X\":[[{past}]],\"X_future\":[[{future}]]"))).ShouldBeSuccess().Json;

        answer.GetProperty("weights_x")[0].GetDouble().ShouldBe(-3, 0.5);
        double?[] effect = NixtlaBody.Numbers(answer.GetProperty("feature_contributions")[0]);
        double?[] rest = NixtlaBody.Numbers(answer.GetProperty("feature_contributions")[1]);
        double?[] mean = NixtlaBody.Numbers(answer.GetProperty("mean"));
        for (int i = 0; i < 5; i++)
        {
            (effect[i]!.Value + rest[i]!.Value).ShouldBe(mean[i]!.Value, 1e-9);
            effect[i]!.Value.ShouldBe(-3 * price[60 + i], 6);
        }
    }

    [Fact]
    public async Task Categories_texts_and_numbers_are_taken()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        NixtlaBody body = new([NixtlaBody.Wave(28, 7, 10)], "D", "2024-01-01");
        string texts = string.Join(',', Enumerable.Range(0, 28).Select(i => i % 5 == 0 ? "null" : i % 2 == 0 ? "\"on\"" : "\"off\""));
        string numbers = string.Join(',', Enumerable.Range(0, 28).Select(i => i % 3));
        string truths = string.Join(',', Enumerable.Range(0, 28).Select(i => i % 4 == 0 ? "true" : "false"));

        (await raw.PostAsync("v2/forecast", body.Packed(
            "\"model\":\"auto\",\"h\":2",
            $"\"X\":[[{texts}],[{numbers}],[{truths}]],\"X_future\":[[\"on\",\"off\"],[1,2],[true,false]],\"categorical_exog\":[0,1]"))).ShouldBeSuccess();
        (await raw.PostAsync("v2/forecast", body.Packed("\"model\":\"auto\",\"h\":2", $"\"X\":[[{texts}]],\"X_future\":[[1.0,2.0]]"))).ShouldBeError(400);
    }
}
