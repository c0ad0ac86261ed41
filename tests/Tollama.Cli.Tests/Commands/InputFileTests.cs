using Microsoft.AspNetCore.Http;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

/// <summary>Files as they are, several of them, and patterns: the command line sends bytes, and the daemon reads them.</summary>
public sealed class InputFileTests : CliFixture
{
    private const string Csv = "ds,y\n2025-01-01,1\n2025-01-02,2\n";

    private static readonly string Done = Samples.DoneLine(Samples.Response());

    private StubRequest Posted => Daemon.Requests.Last(request => request.Path is "/api/forecast" or "/api/validate" or "/api/inspect");

    [Theory]
    [InlineData("sales.csv", "text/csv")]
    [InlineData("sales.CSV.gz", "text/csv")]
    [InlineData("sales.tsv.zst", "text/tab-separated-values")]
    [InlineData("sales.parquet", "application/vnd.apache.parquet")]
    [InlineData("sales.feather", "application/vnd.apache.arrow.file")]
    [InlineData("sales.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("sales.jsonl", "application/x-ndjson")]
    [InlineData("sales", "application/octet-stream")]
    public async Task A_file_is_sent_under_the_type_that_its_name_says(string name, string type)
    {
        Forecasting();

        (await RunAsync("run", "auto", WriteFile(name, Csv), "--horizon", "3")).ShouldBe(0);

        (Posted.Body, Posted.Headers["Content-Type"]).ShouldBe((Csv, type));
    }

    [Theory]
    [InlineData("PAR1\u0000\u0001{\"ds\":1}")]
    [InlineData("\u0000\u0001{\"ds\":1}")]
    [InlineData("\u001F\u0008{}")]
    public async Task Bytes_that_are_no_text_are_no_request_whatever_they_have_in_them(string bytes)
    {
        Forecasting();
        Terminal = new TestTerminal { Input = bytes };

        (await RunAsync("run", "auto", "-", "--horizon", "3")).ShouldBe(0);

        (Posted.Body, Posted.Headers["Content-Type"], Posted.Query["model"]).ShouldBe((bytes, "application/octet-stream", "auto"));
    }

    [Theory]
    [InlineData("run", "auto")]
    [InlineData("run", "auto", "--no-stream")]
    [InlineData("run", "auto", "--dry-run")]
    [InlineData("inspect")]
    public async Task Several_files_are_sent_as_a_form(params string[] verb)
    {
        Forecasting();

        (await RunAsync([.. verb, WriteFile("north.csv", Csv), WriteFile("south.parquet", "PAR1…"), "--freq", "D"])).ShouldBe(0);

        Posted.Headers["Content-Type"].ShouldStartWith("multipart/form-data; boundary=");
        Posted.Query["freq"].ShouldBe("D");
        FileNames().ShouldBe(["north.csv", "south.parquet"]);
        Posted.Body.ShouldContain("\r\n\r\n" + Csv + "\r\n--");
        Posted.Body.ShouldContain("Content-Type: application/vnd.apache.parquet\r\n");
    }

    [Fact]
    public async Task A_pattern_is_replaced_by_the_files_that_match_in_their_order()
    {
        Forecasting();
        foreach (string name in (string[])["b.csv", "a.csv", "c.txt", ".hidden.csv", "deep/d.csv", "deep/er/e.csv"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
            WriteFile(name, Csv);
        }

        (await RunAsync("run", "auto", Path.Combine(Folder, "*.csv"))).ShouldBe(0);
        FileNames().ShouldBe(["a.csv", "b.csv"]);

        (await RunAsync("run", "auto", "-i", Path.Combine(Folder, "**", "?.csv"))).ShouldBe(0);
        FileNames().ShouldBe(["a.csv", "b.csv", "d.csv", "e.csv"]);

        (await RunAsync("run", "auto", Path.Combine(Folder, "d*", "*.csv"), Path.Combine(Folder, "a.csv"), Path.Combine(Folder, "*.csv"))).ShouldBe(0);
        FileNames().ShouldBe(["d.csv", "a.csv", "b.csv"]);

        (await RunAsync("run", "auto", Path.Combine(Folder, "a*.csv"))).ShouldBe(0);
        (Posted.Body, Posted.Headers["Content-Type"]).ShouldBe((Csv, "text/csv"));
    }

    [Fact]
    public async Task A_pattern_without_a_match_is_told_and_a_file_of_that_name_is_a_file()
    {
        Forecasting();

        (await RunAsync("run", "auto", Path.Combine(Folder, "*.csv"))).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain("no file matches '");
        Daemon.Requests.ShouldBeEmpty();

        Terminal = new TestTerminal();
        (await RunAsync("run", "auto", WriteFile("a*.csv", Csv))).ShouldBe(0);
        Posted.Body.ShouldBe(Csv);
    }

    [Fact]
    public async Task Files_of_one_name_are_called_after_their_folders_too()
    {
        Forecasting();
        foreach (string folder in (string[])["north", "south"])
        {
            Directory.CreateDirectory(Path.Combine(Folder, folder));
            WriteFile(Path.Combine(folder, "sales.csv"), Csv);
        }

        (await RunAsync("run", "auto", Path.Combine(Folder, "*", "sales.csv"), WriteFile("other.csv", Csv))).ShouldBe(0);

        FileNames().ShouldBe(["north_sales.csv", "south_sales.csv", "other.csv"]);
    }

    [Fact]
    public async Task Files_that_differ_in_their_kind_only_are_refused()
    {
        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), WriteFile("a.tsv.gz", Csv))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("would give their series the same name 'a'");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_with_one_of_several_is_told_before_anything_is_sent()
    {
        string file = WriteFile("a.csv", Csv);
        foreach ((string other, string says) in ((string, string)[])[
            (Path.Combine(Folder, "b.csv"), "does not exist"), (WriteFile("empty.csv", ""), "is empty"), (Folder, "is a folder"), ("-", "'-' is standard input, and there are files besides")])
        {
            Terminal = new TestTerminal();
            (await RunAsync("run", "auto", file, other)).ShouldBe(ExitCodes.Usage, other);
            Terminal.Errors.ShouldContain(says);
        }

        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_line_to_type_next_has_the_files_as_they_were_typed()
    {
        Forecasting();
        WriteFile("a.csv", Csv);
        WriteFile("b.csv", Csv);
        string pattern = Path.Combine(Folder, "*.csv");

        (await RunAsync("inspect", pattern)).ShouldBe(0);

        Terminal.Output.ShouldContain($"next        tollama run auto '{pattern}' --horizon 1 ");
    }

    private string[] FileNames() =>
        [.. Posted.Body.Split("\r\n").Where(line => line.StartsWith("Content-Disposition", StringComparison.Ordinal)).Select(line => line.Split("filename=")[1].Split(';')[0].Trim('"'))];

    private void Forecasting() => Daemon
        .OnJson("GET /api/version", """{"version":"0.1.0","name":"tollama"}""")
        .OnJson(
            "POST /api/show",
            """
            {"name":"auto","model":"auto","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"",
            "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,"source":{"type":"builtin"} }
            """)
        .OnJson("POST /api/validate", """{"valid":true,"errors":[],"warnings":[],"suggestions":[]}""")
        .OnJson("POST /api/inspect", """{"series":[{"id":"y","length":2,"season_length":1,"missing":0,"zeros":0}],"series_count":1,"horizon":1,"horizon_reason":"x","model":"auto","warnings":[],"tollama_version":"0.1.0"}""")
        .On("POST /api/forecast", (request, response) => response.WriteAsync(request.Query["stream"] == "false" ? Samples.Json(Samples.Response()) : Done + "\n"));
}
