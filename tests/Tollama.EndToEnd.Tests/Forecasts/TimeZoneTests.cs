using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Local times of a zone, from a table or a request to the answer.</summary>
[Collection<SharedDaemonTests>]
public sealed class TimeZoneTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    // 26 October 2024 has 24 hours in Berlin, the day after it 25.
    private static readonly string[] Hours =
        [.. Enumerable.Range(0, 49).Select(hour => new DateTime(2024, 10, 26).AddHours(hour < 27 ? hour : hour - 1).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))];

    private static readonly string Table = "ds,y\n" + string.Concat(Hours.Select((hour, index) => string.Create(CultureInfo.InvariantCulture, $"{hour},{index}\n")));

    [Theory]
    [InlineData("mock")]
    [InlineData("seasonal-naive")]
    public async Task A_table_of_local_hours_is_forecast_over_the_change_of_the_clocks(string model)
    {
        await daemon.PullAsync(model);

        JsonElement answer = (await daemon.Raw.PostAsync($"api/forecast?model={model}&horizon=3&stream=false&timezone=Europe/Berlin&include_history=true", Table, Csv)).ShouldBeSuccess().Json;

        JsonElement forecast = answer.GetProperty("forecasts")[0];
        Texts(forecast.GetProperty("timestamps")).ShouldBe(["2024-10-28T00:00:00+01:00", "2024-10-28T01:00:00+01:00", "2024-10-28T02:00:00+01:00"]);
        Texts(answer.GetProperty("warnings")).ShouldHaveSingleItem().ShouldContain("1 was taken as summer time and 1 as winter time");
        if (model == "seasonal-naive")
        {
            // The value of 24 steps before: of the local hour 0, for there were 24 hours since.
            forecast.GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([25, 26, 27]);
        }
    }

    [Fact]
    public async Task The_steps_to_forecast_have_the_hour_twice()
    {
        await daemon.PullAsync("mock");
        string before = "ds,y\n" + string.Concat(Hours.Take(26).Select((hour, index) => string.Create(CultureInfo.InvariantCulture, $"{hour},{index}\n")));

        JsonElement answer = (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=3&stream=false&timezone=europe/berlin", before, Csv)).ShouldBeSuccess().Json;
        Reply table = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=3&timezone=Europe/Berlin", before, Csv, ("Accept", Csv));

        Texts(answer.GetProperty("forecasts")[0].GetProperty("timestamps")).ShouldBe(["2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00"]);
        table.Text.ShouldContain("y,2024-10-27T02:00:00+02:00,25\ny,2024-10-27T02:00:00+01:00,25\n");
    }

    [Fact]
    public async Task A_request_has_the_same_meaning()
    {
        await daemon.PullAsync("mock");
        string body = $$"""{"model":"mock","horizon":1,"stream":false,"timezone":"Europe/Berlin","series":[{"id":"a","timestamps":["{{string.Join("\",\"", Hours)}}"],"target":[{{string.Join(',', Enumerable.Range(0, 49))}}]}]}""";

        JsonElement answer = (await daemon.Raw.PostAsync("api/forecast", body)).ShouldBeSuccess().Json;
        Texts(answer.GetProperty("forecasts")[0].GetProperty("timestamps")).ShouldBe(["2024-10-28T00:00:00+01:00"]);
        (await daemon.Raw.PostAsync("api/forecast", body.Replace("Europe/Berlin", "Europe/Berln", StringComparison.Ordinal))).ShouldBeError(400, "INVALID_REQUEST")
            .GetRawText().ShouldContain("did you mean \u0027Europe/Berlin\u0027");
    }

    [Fact]
    public async Task Inspect_names_the_zone_and_how_hours_were_taken()
    {
        JsonElement answer = (await daemon.Raw.PostAsync("api/inspect?timezone=Europe/Berlin", Table, Csv)).ShouldBeSuccess().Json;

        answer.Text("timezone").ShouldBe("Europe/Berlin");
        JsonElement series = answer.GetProperty("series")[0];
        (series.GetProperty("length").GetInt32(), series.Text("start"), series.Text("end")).ShouldBe((49, "2024-10-26T00:00:00+02:00", "2024-10-27T23:00:00+01:00"));
        (series.Text("freq"), series.GetProperty("season_length").GetInt32(), series.GetProperty("missing").GetInt32()).ShouldBe(("h", 24, 0));
        Texts(answer.GetProperty("warnings")).ShouldHaveSingleItem().ShouldContain("timezone Europe/Berlin");
    }

    [Fact]
    public async Task Without_a_zone_the_refusal_names_the_clocks()
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=3&stream=false", Table, Csv)).ShouldBeError(400, "INVALID_REQUEST")
            .GetRawText().ShouldContain("clocks were set back then, as in Europe/Berlin: timezone=Europe/Berlin");
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
