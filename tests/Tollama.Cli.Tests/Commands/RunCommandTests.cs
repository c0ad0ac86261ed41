using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

public sealed class RunCommandTests : CliFixture
{
    private const string Csv = "ds,y\n2025-01-01,1\n2025-01-02,2\n";

    private static readonly string Done = Samples.DoneLine(Samples.Response());

    private StubRequest Posted => Daemon.Requests.Last(request => request.Path is "/api/forecast" or "/api/validate");

    [Fact]
    public async Task A_csv_file_is_posted_as_it_is_with_the_options_in_the_query()
    {
        Installed().OnLines("POST /api/forecast", Done);
        string file = WriteFile("sales.csv", Csv);

        int exitCode = await RunAsync(
            "run", "auto", file, "--horizon", "3", "--level", "80", "--freq", "D", "--time", "ds", "--target", "y", "--id", "shop", "--covariates", "price,promo", "--future-covariates", "holiday",
            "--season-length", "7", "--option", "alpha=0.5", "--non-negative", "--seed", "5", "--strict", "--fail-fast", "--keepalive", "1h", "--timeout", "30s", "--duplicates", "sum",
            "--covariates-mode", "strict", "--delimiter", ";", "--decimal", ",");

        exitCode.ShouldBe(0);
        Posted.Body.ShouldBe(Csv);
        Posted.Headers["Content-Type"].ShouldStartWith("text/csv");
        string.Join(' ', Posted.Query.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(
            "model=auto horizon=3 quantiles=0.1,0.5,0.9 freq=D on_bad_data=strict duplicates=sum covariates_mode=strict fail_fast=true seed=5 keep_alive=3600 timeout=30 "
            + "stream=true time=ds target=y id=shop covariates=price,promo future_covariates=holiday delimiter=; decimal=, "
            + "option.alpha=0.5 option.season_length=7 option.non_negative=true");
    }

    [Fact]
    public async Task A_file_is_the_input_where_the_model_is_chosen()
    {
        Installed().OnLines("POST /api/forecast", Done);
        string file = WriteFile("sales.csv", Csv);

        (await RunAsync("run", file, "--select", "series", "--models", "naive,theta", "-n", "3")).ShouldBe(0);

        Posted.Body.ShouldBe(Csv);
        Posted.Query.ContainsKey("model").ShouldBeFalse();
        (Posted.Query["select"], Posted.Query["models"], Posted.Query["horizon"]).ShouldBe(("series", "naive,theta", "3"));
    }

    [Fact]
    public async Task A_model_beside_a_file_stays_the_model_where_one_is_chosen()
    {
        Installed().OnLines("POST /api/forecast", Done);

        (await RunAsync("run", "auto", WriteFile("sales.csv", Csv), "--select", "series", "-n", "3")).ShouldBe(0);

        Posted.Query["model"].ShouldBe("auto");
    }

    [Theory]
    [InlineData("""[{"ds":"2025-01-01","y":1},{"ds":"2025-01-02","y":NaN}]""")]
    [InlineData("{\"ds\":\"2025-01-01\",\"y\":1}\n{\"ds\":\"2025-01-02\",\"y\":NaN}\n")]
    [InlineData("\uFEFF{\"ds\":\"2025-01-01\",\"y\":1}\r\n{\"ds\":\"2025-01-02\",\"y\":2}\r\n")]
    [InlineData("""{"columns":["ds","y"],"data":[["2025-01-01",1],["2025-01-02",NaN]]}""")]
    [InlineData("""{"ds":{"0":"2025-01-01"},"y":{"0":1}}""")]
    public async Task A_table_in_json_is_posted_as_it_is(string table)
    {
        Installed().OnLines("POST /api/forecast", Done);

        (await RunAsync("run", "auto", WriteFile("records.json", table), "--horizon", "3", "--target", "y")).ShouldBe(0);

        Posted.Body.ShouldBe(table.TrimStart('\uFEFF'));
        (Posted.Query["horizon"], Posted.Query["target"]).ShouldBe(("3", "y"));
    }

    [Fact]
    public async Task What_Python_writes_for_a_missing_number_is_null()
    {
        Installed().OnJson("POST /api/forecast", Samples.Json(Samples.Response()));
        string file = WriteFile("request.json", """{"horizon":3,"quantiles":[0.5],"series":[{"target":[1,NaN,"NaN"]}]}""");

        (await RunAsync("run", "theta", file, "--no-stream")).ShouldBe(0);

        Posted.Body.ShouldContain("""[1,null,"NaN"]""");
    }

    [Fact]
    public async Task A_json_request_keeps_what_the_command_line_does_not_say()
    {
        Installed().OnLines("POST /api/forecast", Done);
        string file = WriteFile("request.json", "\uFEFF  {\"model\":\"old\",\"horizon\":3,\"options\":{\"a\":1},\"series\":[{\"id\":\"s\",\"target\":[1.50,2]}],\"x\":1e3}");

        (await RunAsync("run", "theta", "--input", file, "--option", "b=true", "--option", "c=2.5", "--option", "d=text", "--freq", "W", "--strict")).ShouldBe(0);

        Posted.Body.ShouldBe(
            """{"model":"theta","horizon":3,"options":{"a":1,"b":true,"c":2.5,"d":"text"},"series":[{"id":"s","target":[1.50,2],"freq":"W"}],"x":1e3,"on_bad_data":"strict","stream":true}""");
        Terminal.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_command_line_wins_over_the_json_request()
    {
        Installed().OnJson("POST /api/forecast", Samples.Json(Samples.Response()));
        string file = WriteFile("request.json", """{"horizon":3,"quantiles":[0.5],"series":[]}""");

        (await RunAsync("run", "theta", file, "--horizon", "9", "--quantiles", "0.2,0.8", "--no-stream")).ShouldBe(0);

        Posted.Body.ShouldBe("""{"horizon":9,"quantiles":[0.2,0.8],"series":[],"model":"theta","stream":false}""");
    }

    [Theory]
    [InlineData("-")]
    [InlineData(null)]
    public async Task Standard_input_is_read_when_it_is_named_or_piped(string? input)
    {
        Terminal = new TestTerminal { Input = Csv };
        Installed().OnLines("POST /api/forecast", Done);

        (await RunAsync(input is null ? ["run", "auto"] : ["run", "auto", input])).ShouldBe(0);

        Posted.Body.ShouldBe(Csv);
        // The daemon knows how many rows the table has after its last value, and its frequency.
        Posted.Query.Keys.ShouldNotContain("horizon");
        Terminal.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_terminal_without_input_the_next_command_is_told()
    {
        Terminal = new TestTerminal { IsInputTerminal = true };

        (await RunAsync("run", "auto")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("tollama run auto sales.csv --horizon 12");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_model_is_noticed()
    {
        Terminal = new TestTerminal { IsInputTerminal = true };
        string file = WriteFile("sales.csv", Csv);

        (await RunAsync("run", file)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain($"tollama run auto {file}");
    }

    [Theory]
    [InlineData("missing", "does not exist")]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    [InlineData("{\"horizon\":", "not valid JSON")]
    [InlineData("{} {}", "not valid JSON")]
    public async Task Unusable_input_exits_with_2_and_asks_nobody(string text, string message)
    {
        string file = text == "missing" ? Path.Combine(Folder, "missing.csv") : WriteFile("input", text);

        (await RunAsync("run", "auto", file, "--horizon", "3")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain(message);
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Columns_of_a_json_request_make_no_sense()
    {
        string file = WriteFile("request.json", "{\"horizon\":1}");

        (await RunAsync("run", "auto", file, "--target", "y")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("name columns of a table");
    }

    [Fact]
    public async Task On_a_pipe_the_answer_is_one_line_of_json()
    {
        Installed().OnLines("POST /api/forecast", """{"status":"loading model"}""", Done);

        await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12");

        Terminal.Output.ShouldBe(Samples.Json(Samples.Response()) + "\n");
        Terminal.Errors.ShouldBeEmpty();
        Posted.Query.Keys.ShouldNotContain("include_history");
        Posted.Query.Keys.ShouldNotContain("quantiles");
    }

    [Fact]
    public async Task On_a_terminal_the_answer_is_a_chart_and_a_table()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true };
        Installed().OnLines("POST /api/forecast", Done);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(0);

        Posted.Query["include_history"].ShouldBe("true");
        Posted.Query["quantiles"].ShouldBe("0.1,0.5,0.9");
        GoldenFile.ShouldMatch(Terminal.Output);
    }

    [Fact]
    public async Task Only_the_first_series_are_drawn()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true };
        Installed().OnLines("POST /api/forecast", Samples.DoneLine(Samples.Response(series: 8)));

        await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12");

        Terminal.Output.ShouldContain("other-4");
        Terminal.Output.ShouldNotContain("other-5");
        Terminal.Output.ShouldEndWith("… and 3 more series (use --format json or csv)\n");
    }

    [Theory]
    [InlineData("out.ndjson", "{\"id\":\"passengers\"")]
    [InlineData("out.json", "{\"model\":\"theta\"")]
    [InlineData("out.txt", "passengers · MS")]
    public async Task The_extension_of_the_output_file_chooses_the_format(string name, string start)
    {
        Installed().OnLines("POST /api/forecast", Done);
        string path = Path.Combine(Folder, name);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12", "--output", path)).ShouldBe(0);

        Terminal.Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(path, Token)).ShouldStartWith(start);
    }

    [Fact]
    public async Task Warnings_and_failed_series_are_told_on_standard_error_and_the_rest_is_success()
    {
        ForecastResponse response = Samples.Response() with
        {
            Warnings = ["2 rows were dropped"],
            Errors = [new SeriesError { Id = "short", Code = "SERIES_NOT_FORECASTABLE", Message = "it has 1 value" }],
        };
        Installed().OnLines("POST /api/forecast", Samples.DoneLine(response));

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(0);

        Terminal.Errors.ShouldBe("Warning: 2 rows were dropped\nError: series 'short' was not forecast: it has 1 value\n");
    }

    [Theory]
    [InlineData("table", "  SERIES         MAE    RMSE\n  passengers     1.5       -\n  mean          1.25       2\n", "")]
    [InlineData("ndjson", "", "Measures: mae 1.25, rmse 2 (of each series: --format table or json)\n")]
    [InlineData("json", "\"metrics\":{\"aggregate\":{\"mae\":1.25", "")]
    public async Task Measures_are_shown_in_every_format(string format, string output, string errors)
    {
        ForecastResponse response = Samples.Response() with
        {
            Metrics = new ForecastMetrics
            {
                Aggregate = new Dictionary<string, double> { ["mae"] = 1.25, ["rmse"] = 2 },
                Series = [new SeriesMetrics { Id = "passengers", Values = new Dictionary<string, double> { ["mae"] = 1.5 } }],
            },
        };
        Installed().OnLines("POST /api/forecast", Samples.DoneLine(response));

        (await RunAsync("run", "auto", WriteFile("a.json", """{"horizon":12,"metrics":["mae"],"series":[]}"""), "--format", format)).ShouldBe(0);

        Terminal.Output.ShouldContain(output);
        Terminal.Errors.ShouldBe(errors);
    }

    [Fact]
    public async Task When_all_series_fail_so_does_the_run()
    {
        ForecastResponse response = new() { Errors = [new SeriesError { Id = "s", Code = "SERIES_NOT_FORECASTABLE", Message = "it is empty" }] };
        Installed().OnLines("POST /api/forecast", Samples.DoneLine(response));

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(ExitCodes.Failure);
    }

    [Fact]
    public async Task Faults_of_a_refused_request_are_all_printed_and_exit_with_2()
    {
        Installed().OnJson(
            "POST /api/forecast",
            """
            {"error":"2 faults in the request","code":"INVALID_REQUEST","hint":"try --dry-run",
            "detail":[{"type":"range","loc":["body","horizon"],"msg":"at most 10"},{"type":"type","loc":["body","series","0","target","3"],"msg":"not a number"}]}
            """,
            400);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldBe("Error: 2 faults in the request\n  horizon: at most 10\n  series[0].target[3]: not a number\nHint: try --dry-run\n");
    }

    [Fact]
    public async Task A_model_that_is_not_installed_is_pulled_first()
    {
        Daemon.OnJson("POST /api/show", """{"error":"model 'theta' not found","code":"MODEL_NOT_FOUND"}""", 404)
            .OnLines("POST /api/pull", """{"status":"pulling manifest"}""", """{"status":"success","done":true}""")
            .OnLines("POST /api/forecast", Done);

        (await RunAsync("run", "theta", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(0);

        Daemon.Requests.Select(request => request.Path).Where(path => path != "/api/version").ShouldBe(["/api/show", "/api/pull", "/api/forecast"]);
        Terminal.Errors.ShouldBe("pulling manifest\nsuccess\n");
    }

    [Fact]
    public async Task Progress_is_painted_on_a_terminal_and_printed_when_asked_for()
    {
        string[] lines = ["""{"status":"loading model"}""", """{"status":"running forecast","completed":1,"total":3}""", Done];
        Installed().OnLines("POST /api/forecast", lines);
        string file = WriteFile("a.csv", Csv);

        foreach (string[] words in new string[][] { [file, "--progress"], ["--progress", file], [file, "--progress=on"], [file, "--progress", "on"] })
        {
            Terminal = new TestTerminal();
            (await RunAsync(["run", "auto", "--horizon", "12", .. words])).ShouldBe(0);
            Terminal.Errors.ShouldBe("loading model\nrunning forecast 1/3\n");
        }

        Terminal = new TestTerminal();
        await RunAsync("run", "auto", file, "--horizon", "12", "--progress=auto");
        Terminal.Errors.ShouldBeEmpty();

        Terminal = new TestTerminal { IsErrorTerminal = true };
        await RunAsync("run", "auto", file, "--horizon", "12", "--progress", "off");
        Terminal.Errors.ShouldBeEmpty();

        Terminal = new TestTerminal { IsErrorTerminal = true };
        await RunAsync("run", "auto", file, "--horizon", "12");
        Terminal.Errors.ShouldBe("\r\e[Kloading model\r\e[Krunning forecast 1/3\r\e[K");
    }

    [Fact]
    public async Task A_dry_run_only_validates()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true };
        Daemon.OnJson(
            "POST /api/validate",
            """{"valid":false,"errors":["series[0].timestamps: not ascending"],"faults":[],"warnings":["time column: ds"],"suggestions":["send more history"]}""");

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "2", "--dry-run")).ShouldBe(ExitCodes.Usage);

        Terminal.Output.ShouldBe(
            """
            invalid: this would be refused
              error       series[0].timestamps: not ascending
              warning     time column: ds
              suggestion  send more history

            """);
        Posted.Path.ShouldBe("/api/validate");
        Daemon.Requests.ShouldNotContain(request => request.Path == "/api/pull" || request.Path == "/api/forecast");
    }

    [Fact]
    public async Task A_dry_run_on_a_pipe_is_json()
    {
        Daemon.OnJson("POST /api/validate", """{"valid":true,"errors":[],"warnings":[],"suggestions":[]}""");

        (await RunAsync("run", "auto", WriteFile("a.json", "{\"horizon\":1}"), "--dry-run")).ShouldBe(0);

        using JsonDocument json = JsonDocument.Parse(Terminal.Output);
        json.RootElement.GetProperty("valid").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Ollama_on_the_port_is_refused_with_the_way_out()
    {
        Daemon.OnJson("GET /api/version", """{"version":"0.12.6"}""");

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "1")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("is Ollama 0.12.6, not tollama");
    }

    [Fact]
    public async Task The_defaults_of_a_created_model_stand_behind_what_was_typed_and_before_the_command_lines_own()
    {
        Installed("""horizon                        4\nquantiles                      [0.25,0.75]\nseason_length                  7""").OnLines("POST /api/forecast", Done);
        string table = WriteFile("a.csv", Csv);

        (await RunAsync("run", "mine", table)).ShouldBe(0);
        (Posted.Query["horizon"], Posted.Query["quantiles"]).ShouldBe(("4", "0.25,0.75"));
        Terminal.Errors.ShouldBeEmpty();

        (await RunAsync("run", "mine", table, "--horizon", "9", "--quantiles", "0.5")).ShouldBe(0);
        (Posted.Query["horizon"], Posted.Query["quantiles"]).ShouldBe(("9", "0.5"));

        (await RunAsync("run", "mine", WriteFile("a.json", """{"horizon":3,"series":[]}"""))).ShouldBe(0);
        Posted.Body.ShouldBe("""{"horizon":3,"series":[],"model":"mine","quantiles":[0.25,0.75],"stream":true}""");
    }

    private StubDaemon Installed(string parameters = "") => Daemon.OnJson(
        "POST /api/show",
        $$"""
        {"name":"auto","model":"auto","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"{{parameters}}",
        "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,"source":{"type":"builtin"} }
        """);
}
