using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Forecasts as tables in every format, over HTTP.</summary>
[Collection<SharedDaemonTests>]
public sealed class AnswerFormatTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";
    private const string Table = "Datum;Filiale;Umsatz\n01.01.2024;a;1,5\n02.01.2024;a;2,5\n03.01.2024;a;3,5\n01.01.2024;b;7,5\n02.01.2024;b;8,5\n03.01.2024;b;9,5\n";
    private const string OneFails = """{"model":"naive","horizon":2,"stream":false,"series":[{"id":"good","target":[1,2,3]},{"id":"bad","target":[null,null]}]}""";

    public static TheoryData<AnswerFormat, string> Beginnings => new()
    {
        { AnswerFormat.Csv, "Filiale,ds,mean" },
        { AnswerFormat.Tsv, "Filiale\tds\tmean" },
        { AnswerFormat.Ndjson, "{\"id\":\"a\"" },
        { AnswerFormat.Parquet, "PAR1" },
        { AnswerFormat.Arrow, "ARROW1" },
        { AnswerFormat.ArrowStream, "\uFFFD\uFFFD\uFFFD\uFFFD" },
        { AnswerFormat.Xlsx, "PK\u0003\u0004" },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task A_table_is_answered_in_the_format_that_is_accepted(AnswerFormat format, string start)
    {
        await daemon.PullAsync("mock");

        foreach (string route in new[] { "api/forecast", "v1/forecast" })
        {
            Reply reply = await daemon.Raw.PostAsync($"{route}?model=mock&horizon=2&stream=false", Table, Csv, ("Accept", AnswerFormats.MediaTypeOf(format)));

            reply.Status.ShouldBe(200, reply.Text);
            reply.ContentType.ShouldBe(AnswerFormats.MediaTypeOf(format));
            reply.Text.ShouldStartWith(start);
            reply.Header(AnswerNotices.ErrorsHeader).ShouldBe("0");
            AnswerNotices.Parse(reply.Header(AnswerNotices.NoticesHeader))!.Input.ShouldNotBeNull().ShouldContain("Umsatz");
        }
    }

    [Theory]
    [InlineData(AnswerFormat.Csv, 400)]
    [InlineData(AnswerFormat.Tsv, 400)]
    [InlineData(AnswerFormat.Parquet, 400)]
    [InlineData(AnswerFormat.Arrow, 400)]
    [InlineData(AnswerFormat.Xlsx, 400)]
    [InlineData(AnswerFormat.Ndjson, 200)]
    [InlineData(AnswerFormat.Json, 200)]
    public async Task A_history_that_has_no_place_in_the_answer_is_refused(AnswerFormat format, int status)
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=2&stream=false&include_history=true", Table, Csv, ("Accept", AnswerFormats.MediaTypeOf(format)));

        reply.Status.ShouldBe(status, reply.Text);
        reply.Text.ShouldContain(status == 200 ? "\"history\"" : "include_history=true has no place");
    }

    [Fact]
    public async Task What_is_no_format_is_406_before_anything_is_read()
    {
        JsonElement error = (await daemon.Raw.PostAsync("api/forecast?model=nothing&horizon=x", "", Csv, ("Accept", "text/html"))).ShouldBeError(406, "NOT_ACCEPTABLE");

        error.Text("hint").ShouldContain("application/vnd.apache.arrow.stream");
    }

    [Fact]
    public async Task The_examples_of_the_page_do_what_it_says()
    {
        await daemon.PullAsync("auto");
        string page = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "docs", "api.md"), TestContext.Current.CancellationToken);
        string part = page[page.IndexOf("### Formats of the answer", StringComparison.Ordinal)..page.IndexOf("## Inspect", StringComparison.Ordinal)];
        string table = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "examples", "air-passengers.csv"), TestContext.Current.CancellationToken);
        string[] queries = [.. part.Split('\'').Where(text => text.StartsWith("http://localhost:11434/", StringComparison.Ordinal)).Select(text => new Uri(text).PathAndQuery.TrimStart('/'))];

        Reply plain = await daemon.Raw.PostAsync(queries[0], table, Csv, ("Accept", Csv));
        Reply like = await daemon.Raw.PostAsync(queries[1], table, Csv, ("Accept", Csv));

        queries.Length.ShouldBe(2);
        plain.Text.ShouldStartWith("unique_id,ds,mean,q0.1,q0.9\npassengers,1961-01", Case.Sensitive, plain.Text);
        string[] lines = like.Text.TrimEnd().Split('\n');
        (lines[0], lines.Length).ShouldBe((table.Split('\n')[0].TrimEnd('\r'), 4));
        lines[1].Split(',')[0].Length.ShouldBe(table.Split('\n')[1].Split(',')[0].Length);
    }

    [Fact]
    public async Task Json_lines_are_the_stream_where_there_is_one()
    {
        await daemon.PullAsync("mock");

        Reply stream = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=2", Table, Csv, ("Accept", "application/x-ndjson"));

        stream.Lines[^1].GetProperty("done").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(AnswerFormat.Csv)]
    [InlineData(AnswerFormat.Tsv)]
    [InlineData(AnswerFormat.Ndjson)]
    public async Task A_series_that_failed_stands_in_the_table_and_is_counted(AnswerFormat format)
    {
        await daemon.PullAsync("naive");

        Reply reply = await daemon.Raw.PostAsync("api/forecast", OneFails, "application/json", ("Accept", AnswerFormats.MediaTypeOf(format)));

        reply.Status.ShouldBe(200, reply.Text);
        reply.Text.TrimEnd().Split('\n')[^1].ShouldContain("bad");
        reply.Header(AnswerNotices.ErrorsHeader).ShouldBe("1");
        AnswerNotices.Parse(reply.Header(AnswerNotices.NoticesHeader))!.Errors.ShouldNotBeNull().Single().Id.ShouldBe("bad");
    }

    [Fact]
    public async Task A_long_answer_tells_at_its_end_what_failed()
    {
        await daemon.PullAsync("naive");
        IEnumerable<string> series = Enumerable.Range(0, 40).Select(place => $$"""{"id":"s{{place.ToString(CultureInfo.InvariantCulture)}}","target":[{{(place == 3 ? "null,null" : "1.25,2.5,4.125")}}]}""");
        byte[] json = Encoding.UTF8.GetBytes($$"""{"model":"naive","horizon":10000,"series":[{{string.Join(',', series)}}]}""");

        using ForecastDownload answer = await daemon.Client.ForecastRawAsync(json, AnswerFormat.Csv, TestContext.Current.CancellationToken);
        using MemoryStream table = new();
        await answer.CopyToAsync(table, TestContext.Current.CancellationToken);

        string[] lines = Encoding.UTF8.GetString(table.ToArray()).TrimEnd().Split('\n');
        lines[0].ShouldBe("unique_id,ds,mean,error");
        lines.Length.ShouldBe(1 + (39 * 10_000) + 1);
        lines[^1].ShouldStartWith("s3,,,");
        answer.Errors.ShouldBeNull("they are not known when the answer begins");
        answer.Notices!.Warnings.ShouldBeNull();
    }

    [Fact]
    public async Task Like_input_a_forecast_can_be_put_below_the_table()
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&quantiles=0.5&like_input=true", Table, Csv, ("Accept", Csv));

        reply.Text.ShouldBe("Datum;Filiale;Umsatz;q0.5\n04.01.2024;a;3,5;3,5\n04.01.2024;b;9,5;9,5\n");
    }

    [Fact]
    public async Task A_form_that_cannot_be_written_falls_back_with_a_warning()
    {
        await daemon.PullAsync("mock");
        const string Split = "year,month,y\n2023,10,1\n2023,11,2\n2023,12,3\n";

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&like_input=true", Split, Csv, ("Accept", Csv));

        reply.Text.ShouldBe("ds,y\n2024-01,3\n");
        AnswerNotices.Parse(reply.Header(AnswerNotices.NoticesHeader))!.Warnings.ShouldNotBeNull().ShouldContain(warning => warning.Contains("ISO form", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Like_input_is_refused_where_it_says_nothing()
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&like_input=true", Table, Csv, ("Accept", "application/vnd.apache.parquet")))
            .ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("like_input");
    }

    [Fact]
    public async Task A_client_that_leaves_midway_costs_nobody_else_anything()
    {
        await daemon.PullAsync("naive");
        IEnumerable<string> series = Enumerable.Range(0, 100).Select(place => $$"""{"id":"s{{place.ToString(CultureInfo.InvariantCulture)}}","target":[1.25,2.5,4.125]}""");
        byte[] json = Encoding.UTF8.GetBytes($$"""{"model":"naive","horizon":10000,"series":[{{string.Join(',', series)}}]}""");

        foreach (AnswerFormat format in new[] { AnswerFormat.Parquet, AnswerFormat.ArrowStream, AnswerFormat.Xlsx, AnswerFormat.Csv })
        {
            using ForecastDownload answer = await daemon.Client.ForecastRawAsync(json, format, TestContext.Current.CancellationToken);
            Stream body = await answer.OpenAsync(TestContext.Current.CancellationToken);
            (await body.ReadAsync(new byte[10], TestContext.Current.CancellationToken)).ShouldBePositive();
        }

        (await daemon.Raw.PostAsync("api/forecast?model=naive&horizon=2&stream=false", Table, Csv)).ShouldBeSuccess();
    }

    [Fact]
    public async Task An_upload_is_answered_as_a_table_too()
    {
        await daemon.PullAsync("mock");
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Table)), "file", "a.csv" },
            { new StringContent("""{"model":"mock","horizon":1,"like_input":true}"""), "payload" },
        };
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("api/forecast/upload", UriKind.Relative)) { Content = form };
        request.Headers.Accept.ParseAdd(Csv);

        using HttpResponseMessage response = await daemon.Raw.Http.SendAsync(request, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Datum;Filiale;Umsatz\n04.01.2024;a;3,5\n04.01.2024;b;9,5\n");
    }

    [Fact]
    public async Task The_client_hands_out_the_bytes()
    {
        await daemon.PullAsync("mock");
        using MemoryStream table = new(Encoding.UTF8.GetBytes(Table));

        using ForecastDownload answer = await daemon.Client.ForecastTableAsync(
            table, new ForecastRequest { Model = "mock", Horizon = 1 }, AnswerFormat.Tsv, TestContext.Current.CancellationToken);
        using MemoryStream written = new();
        await answer.CopyToAsync(written, TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(written.ToArray()).ShouldBe("Filiale\tds\tmean\na\t2024-01-04\t3.5\nb\t2024-01-04\t9.5\n");
        (answer.Errors, answer.Format).ShouldBe((0, AnswerFormat.Tsv));
    }
}
