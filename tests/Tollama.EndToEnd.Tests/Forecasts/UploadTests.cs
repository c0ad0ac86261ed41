using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary><c>/api/forecast/upload</c>: a table as a file of a form.</summary>
[Collection<SharedDaemonTests>]
public sealed class UploadTests(SharedDaemon daemon)
{
    private const string Table = "ds,store,sales,price\n2025-01-01,a,1,5\n2025-01-02,a,2,5\n2025-01-01,b,7,5\n2025-01-02,b,9,5\n";

    private static readonly string[] AnswerKeys = ["model", "forecasts", "timing", "usage", "warnings"];

    [Fact]
    public async Task A_file_is_forecast_in_the_strict_shape()
    {
        JsonElement answer = (await PostAsync(File(Table), Payload("""{"model":"mock","horizon":2,"quantiles":[0.5],"options":{},"parameters":{},"response_options":{}}"""),
            Field("series_id_column", "store"), Field("target_column", "sales"), Field("timestamp_column", "ds"), Field("freq", "D"))).ShouldBeSuccess().Json;

        answer.EnumerateObject().Select(property => property.Name).Except(AnswerKeys).ShouldBeEmpty();
        JsonElement[] forecasts = [.. answer.GetProperty("forecasts").EnumerateArray()];
        forecasts.Select(forecast => (forecast.Text("id"), forecast.Text("start_timestamp"), forecast.GetProperty("mean")[1].GetDouble()))
            .ShouldBe([("a", "2025-01-03", 2), ("b", "2025-01-03", 9)]);
    }

    [Fact]
    public async Task The_settings_of_a_table_may_stand_in_the_payload()
    {
        JsonElement answer = (await PostAsync(
            File(Table), Payload("""{"model":"mock","horizon":1,"id":"store","target":"sales","covariates":["price"],"covariates_mode":"best_effort"}"""))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").GetArrayLength().ShouldBe(2);
        answer.GetProperty("warnings").EnumerateArray().ShouldContain(warning => warning.GetString() == "'mock' cannot use past_covariates.price: ignored");
    }

    [Theory]
    [InlineData("../../etc/passwd", ",")]
    [InlineData("C:\\data\\history", ",")]
    [InlineData("history.tsv", "\t")]
    public async Task The_name_of_the_file_says_at_most_how_columns_are_divided(string name, string delimiter) =>
        (await PostAsync(File(Table.Replace(",", delimiter, StringComparison.Ordinal), name), Payload("""{"model":"mock","horizon":1,"id":"store","target":"sales"}""")))
            .ShouldBeSuccess().Json.GetProperty("forecasts").GetArrayLength().ShouldBe(2);

    [Fact]
    public async Task All_that_is_wrong_with_the_parts_is_told()
    {
        JsonElement error = (await PostAsync(File(Table), File(Table), Field("colour", "red"))).ShouldBeError(400, "INVALID_REQUEST");

        error.GetProperty("detail").EnumerateArray().Select(fault => fault.Text("msg")).ShouldBe(
        [
            "the part 'payload' is missing: send the request as JSON, without series",
            "unknown part 'colour'; beside a request stand file, format_hint, freq, and what says how a table is read: time, …",
            "two files are called 'history'; their names tell their series apart, so give them different ones",
        ]);
    }

    [Theory]
    [InlineData("history.csv", """{"horizon":1}""", "model is required")]
    [InlineData("history.csv", """{"model":"mock","horizon":1,"series":[]}""", "unknown field 'series'")]
    [InlineData("history.csv", """{"model":"mock","horizon":1,"data_url":"file:///etc/passwd"}""", "unknown field 'data_url'")]
    [InlineData("history.csv", """{"model":"mock","horizon":1,"time":3}""", "time must be a text")]
    [InlineData("history.csv", """{"model":"mock","horizon":1,"target":"no"}""", "no")]
    [InlineData("history.csv", "{", "not valid JSON")]
    [InlineData("history.csv", "", "no body")]
    public async Task What_makes_no_sense_is_told(string file, string payload, string expected) =>
        (await PostAsync(File(Table, file), Payload(payload))).Text.ShouldContain(expected);

    [Fact]
    public async Task What_is_no_form_is_told() =>
        (await daemon.Raw.PostAsync("api/forecast/upload", """{"model":"mock"}""")).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("multipart/form-data");

    private static (string, string?, string) File(string table, string name = "history.csv") => ("file", name, table);

    private static (string, string?, string) Payload(string json) => ("payload", null, json);

    private static (string, string?, string) Field(string name, string text) => (name, null, text);

    private async Task<Reply> PostAsync(params (string Name, string? File, string Text)[] parts)
    {
        await daemon.PullAsync("mock");
        using MultipartFormDataContent form = [];
        foreach ((string name, string? file, string text) in parts)
        {
            ByteArrayContent content = new(System.Text.Encoding.UTF8.GetBytes(text));
            if (file is null)
            {
                form.Add(content, name);
            }
            else
            {
                form.Add(content, name, file);
            }
        }

        using HttpResponseMessage response = await daemon.Raw.Http.PostAsync(new Uri("api/forecast/upload", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return new Reply((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
