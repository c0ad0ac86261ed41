using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

/// <summary><c>tollama backtest</c> and <c>tollama compare</c>.</summary>
public sealed class BacktestTests : CliFixture
{
    private const string Csv = "ds,y\n2024-01-01,1\n2024-02-01,2\n";

    private StubRequest Posted => Daemon.Requests.Last(request => request.Path == "/api/backtest");

    [Fact]
    public async Task A_table_is_posted_with_the_options_in_the_query()
    {
        Answering();

        int exitCode = await RunAsync(
            "backtest", "theta,auto", WriteFile("sales.csv", Csv), "-n", "12", "--windows", "3", "--step", "6", "--sliding", "48", "--metrics", "mase,smape", "--by", "series,horizon",
            "--level", "80", "--target", "y", "--freq", "MS", "--season-length", "12", "--duplicates", "sum");

        exitCode.ShouldBe(0);
        Posted.Body.ShouldBe(Csv);
        string.Join(' ', Posted.Query.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(
            "models=theta,auto horizon=12 windows=3 step=6 max_history=48 quantiles=0.1,0.5,0.9 by=series,horizon freq=MS duplicates=sum metrics=mase,smape stream=true "
            + "target=y option.season_length=12");
    }

    [Fact]
    public async Task The_sheet_has_a_row_a_model_and_the_parts_below()
    {
        Answering();

        (await RunAsync("backtest", "theta,auto,seasonal-naive", WriteFile("sales.csv", Csv), "--metrics", "smape,mase", "--by", "series")).ShouldBe(0);

        GoldenFile.ShouldMatch(Terminal.Output);
        Terminal.Errors.ShouldBe(
            """
            Read as time: ds, target: y, freq: MS
            Warning: 2 gaps were filled; say --fill zero for zeros
            Error: series 'c' was not measured with 'theta': needs 36 values for --windows 3

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Compare_names_no_models_and_ends_with_the_command_that_uses_the_best_one()
    {
        Answering();
        string file = WriteFile("my sales.csv", Csv);

        (await RunAsync("compare", file, "-n", "12", "--windows", "5", "--target", "y", "--option", "a=b", "--level", "80", "--sliding", "9")).ShouldBe(0);

        Posted.Query.Keys.ShouldNotContain("models");
        Posted.Query.Keys.ShouldNotContain("model");
        Terminal.Output.ShouldEndWith($"difference.\n\n  tollama run theta '{file}' -n 12 --target y --option a=b --level 80\n");
    }

    [Fact]
    public async Task Without_a_best_model_no_command_is_named()
    {
        Answering(Operations.Backtest with { Best = null, Recommendation = null });

        (await RunAsync("compare", WriteFile("sales.csv", Csv))).ShouldBe(0);

        Terminal.Output.ShouldNotContain("tollama run");
    }

    [Fact]
    public async Task A_json_request_keeps_its_series_and_loses_its_model()
    {
        Answering();
        string file = WriteFile("request.json", """{"model":"old","horizon":3,"series":[{"id":"s","target":[1,2]}]}""");

        (await RunAsync("backtest", "theta", file, "--windows", "2")).ShouldBe(0);

        Posted.Body.ShouldBe("""{"horizon":3,"series":[{"id":"s","target":[1,2]}],"models":["theta"],"windows":2,"stream":true}""");
    }

    [Fact]
    public async Task Json_is_the_answer_of_the_daemon()
    {
        Answering();

        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv), "--json")).ShouldBe(0, Terminal.Errors);

        JsonElement printed = JsonElement.Parse(Terminal.Output);
        JsonElement.DeepEquals(printed, JsonElement.Parse(Operations.Json(Operations.Backtest))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("windows.parquet", "Parquet")]
    [InlineData("windows.CSV", "Csv")]
    public async Task Forecasts_are_kept_in_a_file_and_the_sheet_is_shown_all_the_same(string name, string format)
    {
        BacktestForecast window = new() { Model = "theta", Id = "a", Window = 1, Actual = [1], Mean = [2] };
        Answering(Operations.Backtest with { Forecasts = [window, window] });
        string kept = Path.Combine(Folder, name);

        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv), "--keep", kept)).ShouldBe(0);

        Posted.Query["include"].ShouldBe("forecasts");
        File.ReadAllText(kept).ShouldBe($"2 windows as {format}\n");
        Terminal.Output.ShouldContain("MASE");
    }

    [Theory]
    [InlineData("--keep", "windows.json", "no table has the extension '.json'")]
    [InlineData("--keep", "windows", "has no extension")]
    [InlineData("--keep", "none/windows.csv", "the folder of --keep 'none/windows.csv' does not exist")]
    public async Task What_cannot_be_kept_is_refused_before_anything_is_asked(string option, string value, string says)
    {
        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv), option, value)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain(says);
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_read_is_not_written_over()
    {
        string file = WriteFile("sales.csv", Csv);

        (await RunAsync("backtest", "theta", file, "--keep", file)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("--keep");
        File.ReadAllText(file).ShouldBe(Csv);
    }

    [Fact]
    public async Task Expanding_and_sliding_contradict_each_other()
    {
        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv), "--expanding", "--sliding", "9")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("--expanding and --sliding contradict each other");
    }

    [Fact]
    public async Task Models_that_are_not_installed_are_pulled_first()
    {
        Daemon.OnLines("POST /api/pull", """{"status":"success","done":true}""").OnJson("POST /api/show", """{"error":"no model","code":"MODEL_NOT_FOUND"}""", 404);
        Daemon.OnLines("POST /api/backtest", Operations.DoneLine(Operations.Json(Operations.Backtest)));

        (await RunAsync("backtest", "theta,naive", WriteFile("sales.csv", Csv))).ShouldBe(0);

        Daemon.Requests.Where(request => request.Path == "/api/pull").Select(request => JsonElement.Parse(request.Body).GetProperty("model").GetString()).ShouldBe(["theta", "naive"]);
    }

    [Fact]
    public async Task Progress_tells_windows_and_the_time_left()
    {
        Shown().On("POST /api/backtest", async (_, response) =>
        {
            foreach (int completed in new[] { 0, 1, 12 })
            {
                await response.WriteAsync($$"""{"status":"running backtest","completed":{{completed}},"total":36}""" + "\n", Token);
                await response.Body.FlushAsync(Token);
                while (!Terminal.Errors.Contains($" {completed}/36 windows", StringComparison.Ordinal))
                {
                    await Task.Yield();
                }

                Time.Advance(TimeSpan.FromSeconds(2));
            }

            await response.WriteAsync(Operations.DoneLine(Operations.Json(Operations.Backtest)) + "\n", Token);
        });

        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv), "--progress=on")).ShouldBe(0);

        Terminal.Errors.ShouldContain("running backtest 0/36 windows\nrunning backtest 1/36 windows, 0.5/s, 1m10s left\nrunning backtest 12/36 windows, 3.0/s, 8s left\n");
    }

    [Fact]
    public async Task Faults_are_worded_with_options_and_are_a_wrong_command_line()
    {
        Shown().OnJson("POST /api/backtest", """{"error":"series 'y' has 2 values; windows=3 needs more","code":"INVALID_REQUEST","hint":"say windows=1"}""", 400);

        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldBe("Error: series 'y' has 2 values; --windows 3 needs more\nHint: say --windows 1\n");
    }

    [Fact]
    public async Task An_answer_without_models_is_a_failure()
    {
        Answering(Operations.Backtest with { Best = null, Table = [], By = null, Recommendation = null });

        (await RunAsync("backtest", "theta", WriteFile("sales.csv", Csv))).ShouldBe(ExitCodes.Failure);

        Terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_models_is_noticed()
    {
        Terminal = new TestTerminal { IsInputTerminal = true };
        string file = WriteFile("sales.csv", Csv);

        (await RunAsync("backtest", file)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain($"name the model first: tollama backtest auto {file}");
    }

    private StubDaemon Shown() => Daemon.OnJson("POST /api/show", Samples.Shown);

    private void Answering(BacktestResponse? response = null) =>
        Shown().OnLines("POST /api/backtest", """{"status":"running backtest","completed":1,"total":3}""", Operations.DoneLine(Operations.Json(response ?? Operations.Backtest)));
}
