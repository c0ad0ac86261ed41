using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Tables as files: in forms on every route that takes a table, compressed, and known by their bytes.</summary>
[Collection<SharedDaemonTests>]
public sealed class TableFormTests(SharedDaemon daemon)
{
    private const string Days = "ds,y\n2025-01-01,1\n2025-01-02,2\n2025-01-03,3\n";
    private const string Records = """[{"ds":"2025-01-01","y":4},{"ds":"2025-01-02","y":NaN},{"ds":"2025-01-03","y":6}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v1/forecast")]
    [InlineData("api/forecast")]
    public async Task A_file_and_fields_are_forecast_as_a_body_and_a_query_are(string route)
    {
        JsonElement answer = (await PostAsync(route, File(Days, "../x/sales.csv"), Field("model", "mock"), Field("horizon", "2"), Field("target", "y"), Field("stream", "false"))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => (forecast.Text("id"), forecast.Text("start_timestamp"))).ShouldBe([("y", "2025-01-04")]);
        answer.GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task The_rest_may_stand_in_the_query_or_in_a_request_as_json()
    {
        (await PostAsync("v1/forecast?model=mock&horizon=2", File(Days))).ShouldBeSuccess().Json.GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(2);
        (await PostAsync("v1/forecast", File(Days), Field("request", """{"model":"mock","horizon":3}"""))).ShouldBeSuccess().Json
            .GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(3);
        // A table says itself how many steps are usual.
        (await PostAsync("v1/forecast", File(Days), Field("request", """{"model":"mock","freq":"D"}"""))).ShouldBeSuccess().Json
            .GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBeGreaterThan(1);
        (await PostAsync("api/validate", File(Days), Field("request", """{"model":"mock"}"""))).ShouldBeSuccess().Json.GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await PostAsync("api/inspect", File(Days), Field("request", """{"target":"y"}"""))).ShouldBeSuccess().Json.GetProperty("series_count").GetInt32().ShouldBe(1);
        (await PostAsync("api/inspect", File(Days), Field("target", "y"))).ShouldBeSuccess().Json.Text("input").ShouldContain("target: y");
    }

    [Fact]
    public async Task Several_files_are_read_each_by_its_own_format_and_name_their_series()
    {
        (string, string?, byte[])[] parts =
        [
            File(Days, "north.csv"), File(Records, "south.json"), ("file", "west.csv.gz", Pack("gzip", Days)), ("file", "east.csv.zst", Pack("zstd", Days)), Field("model", "mock"), Field("horizon", "1"),
        ];
        JsonElement answer = (await PostAsync("v1/forecast", parts)).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => (forecast.Text("id"), forecast.GetProperty("mean")[0].GetDouble()))
            .ShouldBe([("north", 3), ("south", 6), ("west", 3), ("east", 3)]);
        answer.Text("input").ShouldContain("id: file");

        Reply csv = await PostAsync("v1/forecast", "text/csv", parts);
        csv.Text.Split('\n')[..2].ShouldBe(["file,ds,mean", "north,2025-01-04,3"]);
        (await PostAsync("api/inspect", parts[..4])).ShouldBeSuccess().Json.GetProperty("series").EnumerateArray().Select(series => series.Text("id")).ShouldBe(["north", "south", "west", "east"]);
        (await PostAsync("api/validate", parts)).ShouldBeSuccess().Json.GetProperty("valid").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Names_of_files_are_a_strangers_and_are_made_fit()
    {
        JsonElement answer = (await PostAsync(
            "v1/forecast?model=mock&horizon=1", File(Days, "../../etc/<b>pass\"wd.csv"), File(Days, "C:\\temp\\" + new string('x', 300) + ".csv"))).ShouldBeSuccess().Json;

        string[] ids = [.. answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.Text("id"))];
        ids.ShouldBe(["bpasswd", new string('x', 128)]);
    }

    [Theory]
    [InlineData("unknown field 'colour'", "file:a.csv", "model:mock", "colour:red")]
    [InlineData("'horizon' is there twice; send it once", "file:a.csv", "model:mock", "horizon:1", "horizon:2")]
    [InlineData("the part 'file' is missing", "model:mock", "horizon:1")]
    [InlineData("two files are called 'a'", "file:x/a.csv", "file:y/a.csv", "model:mock")]
    [InlineData("two files are called 'a'", "file:a.csv", "file:a.tsv.gz", "model:mock")]
    [InlineData("a file has no name", "file:a.csv", "file:..", "model:mock")]
    [InlineData("format_hint must be one of csv, tsv", "file:a.csv", "model:mock", "format_hint:docx")]
    [InlineData("the form has several requests", "file:a.csv", "request:{}", "payload:{}")]
    [InlineData("unknown part 'horizon'; beside a request", "file:a.csv", "request:{\"model\":\"mock\"}", "horizon:1")]
    [InlineData("unknown field 'series'", "file:a.csv", "request:{\"model\":\"mock\",\"series\":[]}")]
    [InlineData("model is required", "file:a.csv", "horizon:1")]
    public async Task What_makes_no_sense_is_told(string expected, params string[] parts)
    {
        Reply reply = await PostAsync("v1/forecast", [.. parts.Select(part => part.Split(':', 2)).Select(part => part[0] == "file" ? File(Days, part[1]) : Field(part[0], part[1]))]);

        reply.ShouldBeError(400, "INVALID_REQUEST");
        string.Join('\n', [reply.Json.Text("error"), .. Details(reply.Json)]).ShouldContain(expected);
    }

    [Fact]
    public async Task Files_that_are_not_alike_or_no_tables_are_refused_by_name()
    {
        (string, string?, byte[]) model = Field("model", "mock");
        (await PostAsync("v1/forecast", model, File(Days, "a.csv"), File(Days.Replace("ds", "date"), "b.csv"))).ShouldBeError(400, "INVALID_TABLE").Text("error")
            .ShouldBe("The files are not alike: in 'a' the time stamps stand in 'ds', in 'b' in 'date'.");
        (await PostAsync("v1/forecast", model, File(Days, "a.csv"), File("""{"model":"mock","series":[]}""", "b.json"))).ShouldBeError(400).Text("error").ShouldContain("the file 'b' is a JSON object, not a table");
        (await PostAsync("v1/forecast", model, File(Days, "a.csv"), ("file", "b.db", "SQLite format 3\0"u8.ToArray()))).ShouldBeError(400, "INVALID_TABLE").Text("error").ShouldBe("file 'b.db': The table is a SQLite database.");
        (await PostAsync("v1/forecast", model, ("file", "b.gz", Pack("gzip", Pack("zstd", Days))))).ShouldBeError(400).Text("error").ShouldBe("the file 'b' is compressed twice: gzip data with zstd data in it");
        (await PostAsync("v1/forecast", model, ("file", "b.gz", Pack("gzip", Days)[..^3]))).ShouldBeError(400).Text("error").ShouldBe("the file is no gzip data, or it ends too early");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task A_body_is_compressed_as_it_says_or_as_a_file_is_or_both(string encoding)
    {
        await daemon.PullAsync("mock");
        byte[] packed = Pack(encoding, Days);
        const string Route = "v1/forecast?model=mock&horizon=1";

        foreach ((byte[] body, string? type, string? said) in ((byte[], string?, string?)[])[
            (packed, "text/csv", encoding), (packed, "text/csv", null), (packed, null, null), (packed, "application/octet-stream", null), (Pack("gzip", packed), "text/csv", "gzip"),
            (Pack("zstd", packed), null, "zstd"), ([.. packed, .. Pack(encoding, "2025-01-04,3\n")], "text/csv", encoding)])
        {
            Reply reply = await daemon.Raw.SendAsync(HttpMethod.Post, Route, body, type, said is null ? [] : [("Content-Encoding", said)]);
            reply.ShouldBeSuccess().Json.GetProperty("forecasts")[0].GetProperty("mean")[0].GetDouble().ShouldBe(3);
        }

        foreach ((byte[] body, string? said) in ((byte[], string?)[])[
            (packed[..^1], encoding), (packed[..(packed.Length / 2)], null), ([.. packed, 7], encoding), ([.. packed, 7, 7, 7, 7, 7, 7, 7], null), (Pack("gzip", packed), null)])
        {
            (await daemon.Raw.SendAsync(HttpMethod.Post, Route, body, "text/csv", said is null ? [] : [("Content-Encoding", said)])).ShouldBeError(400, "INVALID_REQUEST");
        }
    }

    [Fact]
    public async Task Bytes_say_what_a_body_is_where_nothing_else_does()
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("v1/forecast?model=mock&horizon=1", Days, "application/octet-stream")).ShouldBeSuccess();
        (await daemon.Raw.PostAsync("v1/forecast?horizon=1", Days, "application/octet-stream")).ShouldBeError(400).Text("error").ShouldContain("model is required");
        (await daemon.Raw.PostAsync("v1/forecast", "%PDF-1.7")).ShouldBeError(400).Text("error").ShouldContain("model is required");
        (await daemon.Raw.PostAsync("v1/forecast?model=mock", "%PDF-1.7")).ShouldBeError(400, "INVALID_TABLE").Text("error").ShouldBe("The table is a PDF file.");
        (await daemon.Raw.PostAsync("v1/forecast?model=mock", "PK\u0003\u0004…")).ShouldBeError(400, "INVALID_TABLE");
    }

    [Fact]
    public async Task Steps_may_be_a_start_and_a_frequency_instead_of_all_stamps()
    {
        await daemon.PullAsync("mock");
        const string Series = """{"id":"a","start":"2025-01-31","freq":"M","target":[1,2,3]}""";

        (await daemon.Raw.PostAsync("v1/forecast", $$"""{"model":"mock","horizon":1,"series":[{{Series}}]}""")).ShouldBeSuccess().Json
            .GetProperty("forecasts")[0].Text("start_timestamp").ShouldBe("2025-04-30");
        (await daemon.Raw.PostAsync("api/validate", $$"""{"model":"mock","horizon":1,"series":[{{Series}}]}""")).ShouldBeSuccess().Json.GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await daemon.Raw.PostAsync("api/inspect", $$"""{"series":[{{Series}}]}""")).ShouldBeSuccess().Json.GetProperty("series")[0].Text("end").ShouldBe("2025-03-31");
        (await daemon.Raw.PostAsync("api/analyze", $$"""{"series":[{{Series}}]}""")).ShouldBeSuccess();
        (await daemon.Raw.PostAsync("v1/forecast", $$"""{"model":"mock","horizon":1,"series":[{{Series.Replace("\"freq\":\"M\",", "", StringComparison.Ordinal)}}]}""")).ShouldBeError(400)
            .Text("error").ShouldContain("start needs freq");
    }

    private static IEnumerable<string> Details(JsonElement error) =>
        error.TryGetProperty("detail", out JsonElement detail) && detail.ValueKind == JsonValueKind.Array ? detail.EnumerateArray().Select(fault => fault.Text("msg")) : [];

    private static (string, string?, byte[]) File(string table, string name = "history.csv") => ("file", name, Encoding.UTF8.GetBytes(table));

    private static (string, string?, byte[]) Field(string name, string text) => (name, null, Encoding.UTF8.GetBytes(text));

    private static byte[] Pack(string encoding, string text) => Pack(encoding, Encoding.UTF8.GetBytes(text));

    private static byte[] Pack(string encoding, byte[] bytes)
    {
        if (encoding == "zstd")
        {
            // A frame that tells its size, with one raw block (RFC 8878, section 3.1.1).
            bytes.Length.ShouldBeLessThan(256);
            int block = (bytes.Length << 3) | 1;
            return [0x28, 0xB5, 0x2F, 0xFD, 0x20, (byte)bytes.Length, (byte)block, (byte)(block >> 8), 0, .. bytes];
        }

        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private Task<Reply> PostAsync(string route, params (string Name, string? File, byte[] Content)[] parts) => PostAsync(route, "application/json", parts);

    private async Task<Reply> PostAsync(string route, string accept, (string Name, string? File, byte[] Content)[] parts)
    {
        await daemon.PullAsync("mock");
        using MultipartFormDataContent form = [];
        foreach ((string name, string? file, byte[] bytes) in parts)
        {
            ByteArrayContent content = new(bytes);
            content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = name, FileNameStar = file };
            form.Add(content);
        }

        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(route, UriKind.Relative)) { Content = form };
        request.Headers.Accept.ParseAdd(accept);
        using HttpResponseMessage response = await daemon.Raw.Http.SendAsync(request, Cancellation);
        return new Reply((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
