using System.Runtime.Versioning;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

/// <summary>Formats that the daemon writes, and places that are looked at before any work.</summary>
public sealed class RunFormatTests : CliFixture
{
    private const string Csv = "ds,y\n2025-01-01,1\n2025-01-02,2\n";

    private static readonly byte[] Answer = [.. "answer\0"u8, 0xFF, 0xFE];

    private StubRequest Posted => Daemon.Requests.Last(request => request.Path == "/api/forecast");

    [Theory]
    [InlineData("out.csv", "text/csv")]
    [InlineData("out.TSV", "text/tab-separated-values")]
    [InlineData("out.parquet", "application/vnd.apache.parquet")]
    [InlineData("out.pq", "application/vnd.apache.parquet")]
    [InlineData("out.arrow", "application/vnd.apache.arrow.file")]
    [InlineData("out.feather", "application/vnd.apache.arrow.file")]
    [InlineData("out.arrows", "application/vnd.apache.arrow.stream")]
    [InlineData("out.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task The_daemon_is_asked_for_the_format_of_the_file_and_its_bytes_are_written(string name, string type)
    {
        Answers();
        string path = Path.Combine(Folder, name);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--output", path)).ShouldBe(0);

        Posted.Headers["Accept"].ShouldBe(type);
        (await File.ReadAllBytesAsync(path, Token)).ShouldBe(Answer);
        Directory.GetFiles(Folder, "*.tmp").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    [InlineData("arrows", "application/vnd.apache.arrow.stream")]
    public async Task On_a_pipe_the_bytes_are_those_of_the_daemon(string format, string type)
    {
        Answers();

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", format)).ShouldBe(0);

        Posted.Headers["Accept"].ShouldBe(type);
        ((MemoryStream)Terminal.OutputStream).ToArray().ShouldBe(Answer);
    }

    [Theory]
    [InlineData("a.csv", Csv, "csv", "true")]
    [InlineData("a.csv", Csv, "parquet", null)]
    [InlineData("a.csv", Csv, "json", null)]
    [InlineData("a.json", """[{"ds":"2025-01-01","y":1}]""", "csv", null)]
    [InlineData("a.parquet", "PAR1...", "csv", null)]
    [InlineData("a.xlsx", "PK\u0003\u0004", "csv", null)]
    public async Task Csv_of_a_table_of_text_is_written_like_it(string name, string table, string format, string? likeInput)
    {
        Answers();

        (await RunAsync("run", "auto", WriteFile(name, table), "--horizon", "2", "--format", format)).ShouldBe(0);

        Posted.Query.GetValueOrDefault("like_input").ShouldBe(likeInput);
    }

    [Fact]
    public async Task What_was_said_of_the_form_is_sent()
    {
        Answers();

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "csv", "--like-input=false")).ShouldBe(0);

        Posted.Query["like_input"].ShouldBe("false");
    }

    [Fact]
    public async Task What_the_headers_tell_stands_on_standard_error()
    {
        ForecastResponse told = new()
        {
            Input = "time: ds",
            Warnings = ["2 rows were dropped"],
            Errors = [new SeriesError { Id = "ü", Code = "SERIES_NOT_FORECASTABLE", Message = "it has 1 value" }],
            Metrics = new ForecastMetrics { Aggregate = new Dictionary<string, double> { ["mae"] = 1.25 }, Series = [] },
        };
        Answers(response =>
        {
            response.Headers[AnswerNotices.ErrorsHeader] = "1";
            response.Headers[AnswerNotices.WarningsHeader] = "4";
            response.Headers[AnswerNotices.NoticesHeader] = AnswerNotices.HeaderOf(told);
        });

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "csv")).ShouldBe(0);

        Terminal.Errors.ShouldBe(
            "Read as time: ds\nWarning: 2 rows were dropped\nMeasures: mae 1.25 (of each series: --format table or json)\n"
            + "Error: series 'ü' was not forecast: it has 1 value\nWarning: … and 3 more (all of them: --format json)\n");
    }

    [Theory]
    [InlineData("id,ds,mean,error\na,1,2,\nb,,,it has 1 value\nc,,,\"1, or \"\"2\"\",\n\"\n\"x\n,\",1,2,\n", "Error: 2 series were not forecast: the reasons are in the column 'error'\n")]
    [InlineData("a;1;2,5;\nb;;;it has 1 value\n", "Error: 1 series was not forecast: ")]
    [InlineData("id,ds,mean,error\na,1,2,\n", "")]
    public async Task Of_a_long_answer_as_csv_the_rows_of_series_that_failed_are_counted(string answer, string told)
    {
        Answers(response => response.Headers.Remove(AnswerNotices.ErrorsHeader), answer);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "csv")).ShouldBe(0);

        Terminal.OutputBytes.ShouldBe(answer);
        Terminal.Errors.ShouldStartWith(told + (told.EndsWith('\n') || told.Length == 0 ? "Long answers are sent before all is known" : ""));
    }

    [Theory]
    [InlineData(0, "whether all series were forecast is not known")]
    [InlineData(2, "Error: at least 2 series were not forecast")]
    public async Task Of_another_long_answer_it_is_said_what_is_known(int known, string told)
    {
        SeriesError[] errors = [.. Enumerable.Range(0, known).Select(number => new SeriesError { Id = $"{number}", Code = "SERIES_NOT_FORECASTABLE", Message = "it has 1 value" })];
        Answers(response =>
        {
            response.Headers.Remove(AnswerNotices.ErrorsHeader);
            response.Headers[AnswerNotices.NoticesHeader] = AnswerNotices.HeaderOf(new ForecastResponse { Errors = errors });
        });

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "parquet")).ShouldBe(0);

        Terminal.Errors.ShouldContain(told);
        Terminal.Errors.ShouldContain("the column 'error'");
    }

    [Theory]
    [InlineData("a.csv.gz", Csv, "true")]
    [InlineData("a.tsv.gz", Csv, "true")]
    [InlineData("a.gz", Csv, "true")]
    [InlineData("a.gz", "[{}]", null)]
    [InlineData("a.gz", "PAR1...", null)]
    [InlineData("a.parquet.gz", "PAR1...", null)]
    [InlineData("a.jsonl.gz", "{}", null)]
    public async Task Of_a_compressed_table_its_text_counts(string name, string table, string? likeInput)
    {
        Answers();
        string path = Path.Combine(Folder, name);
        await using (System.IO.Compression.GZipStream compressed = new(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        {
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(table), Token);
        }

        (await RunAsync("run", "auto", path, "--horizon", "2", "--format", "csv")).ShouldBe(0);

        Posted.Query.GetValueOrDefault("like_input").ShouldBe(likeInput);
    }

    [Theory]
    [InlineData("out.dat", "no format has the extension '.dat'")]
    [InlineData("out", "has no extension that says its format")]
    [InlineData("out.xls", "no format has the extension '.xls'")]
    [InlineData("out.csv.gz", "no format has the extension '.gz'")]
    [InlineData("missing/out.csv", "the folder of --output")]
    [InlineData("folder.csv", "is a folder, not a file")]
    public async Task A_place_that_cannot_be_written_is_refused_before_any_work(string name, string says)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "folder.csv"));
        string table = WriteFile("a.csv", Csv);
        string[] before = Directory.GetFileSystemEntries(Folder);

        (await RunAsync("run", "auto", table, "--horizon", "2", "--output", Path.Combine(Folder, name))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain(says);
        Daemon.Requests.ShouldBeEmpty();
        Directory.GetFileSystemEntries(Folder).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_without_the_right_to_write_is_refused_before_any_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "a user without rights is needed: root may write everything");
        string path = WriteFile("out.csv", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--output", path)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("cannot be written");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("csv", "out.parquet")]
    [InlineData("table", "out.csv")]
    [InlineData("parquet", "out.txt")]
    public async Task Two_formats_are_refused(string format, string name)
    {
        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--format", format, "--output", Path.Combine(Folder, name))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("name two formats");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_format_may_be_named_for_a_file_with_any_other_extension()
    {
        Answers();
        string path = Path.Combine(Folder, "out.dat");

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "csv", "--output", path)).ShouldBe(0);

        (await File.ReadAllBytesAsync(path, Token)).ShouldBe(Answer);
    }

    [Fact]
    public async Task What_is_not_for_reading_is_not_written_to_a_terminal()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true };

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "parquet")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("--output forecast.parquet");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_leaves_the_old_file_as_it_was()
    {
        Installed().On("POST /api/forecast", async (_, response) =>
        {
            response.ContentType = "text/csv";
            response.ContentLength = 100;
            await response.Body.WriteAsync(Answer, Token);
            await response.Body.FlushAsync(Token);
            response.HttpContext.Abort();
        });
        string path = WriteFile("out.csv", "old");

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--output", path)).ShouldNotBe(0);

        (await File.ReadAllTextAsync(path, Token)).ShouldBe("old");
        Directory.GetFiles(Folder, "*.tmp").ShouldBeEmpty();
        Terminal.Errors.ShouldContain("broke before the answer was complete");
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full is a device of Linux");
        Answers();

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--format", "csv", "--output", "/dev/full")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("cannot write '/dev/full'");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Rights_and_links_of_an_old_file_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights of Unix");
        Answers();
        string target = WriteFile("target.csv", "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        string link = Path.Combine(Folder, "link.csv");
        File.CreateSymbolicLink(link, target);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--output", link)).ShouldBe(0);

        (await File.ReadAllBytesAsync(target, Token)).ShouldBe(Answer);
        new FileInfo(link).LinkTarget.ShouldBe(target);
        File.GetUnixFileMode(target).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
    }

    [Fact]
    public async Task Json_lines_name_the_series_that_failed()
    {
        ForecastResponse response = Samples.Response() with { Errors = [new SeriesError { Id = "short", Code = "SERIES_NOT_FORECASTABLE", Message = "it has 1 value" }] };
        Installed().OnLines("POST /api/forecast", Samples.DoneLine(response));

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12", "--format", "ndjson")).ShouldBe(0);

        string[] lines = Terminal.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        lines[1].ShouldBe("""{"id":"short","code":"SERIES_NOT_FORECASTABLE","message":"it has 1 value"}""");
    }

    private void Answers(Action<HttpResponse>? change = null, string? answer = null) => Installed().On("POST /api/forecast", async (request, response) =>
    {
        if (request.Headers.GetValueOrDefault("Accept") is null or "application/json")
        {
            await response.WriteAsync(Samples.DoneLine(Samples.Response()), Encoding.UTF8, Token);
            return;
        }

        response.ContentType = request.Headers["Accept"];
        response.Headers[AnswerNotices.ErrorsHeader] = "0";
        change?.Invoke(response);
        await response.Body.WriteAsync(answer is null ? Answer : Encoding.UTF8.GetBytes(answer), Token);
    });

    private StubDaemon Installed() => Daemon.OnJson(
        "POST /api/show",
        """
        {"name":"auto","model":"auto","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"",
        "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,"source":{"type":"builtin"} }
        """);
}
