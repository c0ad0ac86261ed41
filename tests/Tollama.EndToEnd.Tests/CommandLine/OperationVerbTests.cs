using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.CommandLine;

/// <summary>The verbs beside <c>run</c>, from the shell to the runner.</summary>
public sealed class OperationVerbTests : DaemonTest
{
    private static readonly string AirPassengers = Path.Join(Programs.Repository, "examples", "air-passengers.csv");

    private static string[] Rows => [.. File.ReadAllLines(AirPassengers).Where(line => line.Length > 0)];

    [Fact]
    public async Task What_a_backtest_keeps_is_what_run_forecasts_of_the_history_until_then()
    {
        DaemonProcess daemon = await StartAsync();
        string kept = daemon.Home.PathOf("windows.csv");
        string until = daemon.Home.PathOf("until.csv");
        await File.WriteAllLinesAsync(until, Rows[..^6], TestContext.Current.CancellationToken);

        ProgramRun backtest = await RunAsync(daemon, "backtest", "theta,seasonal-naive", AirPassengers, "-n", "3", "--windows", "2", "--step", "3", "--level", "80", "--keep", kept);
        ProgramRun run = await RunAsync(daemon, "run", "theta", until, "-n", "3", "--level", "80", "--format", "csv", "--like-input=false");

        backtest.ExitCode.ShouldBe(0, backtest.Errors);
        backtest.Output.ShouldStartWith("2 windows of 3 steps · 3 values apart · best first by mase\n");
        backtest.Output.ShouldContain("\n  theta");
        string[][] windows = [.. File.ReadAllLines(kept).Select(line => line.Split(','))];
        windows[0].ShouldBe(["model", "unique_id", "cutoff", "ds", "y", "mean", "q0.1", "q0.5", "q0.9"]);
        windows.Length.ShouldBe(1 + (2 * 2 * 3));
        string[][] forecast = [.. run.Output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(','))];
        string[][] first = [.. windows.Where(row => row[0] == "theta" && row[2] == "1960-06-01")];
        first.Select(row => row[3]).ShouldBe(forecast.Select(row => row[1]));
        first.Select(row => string.Join(',', row[5..])).ShouldBe(forecast.Select(row => string.Join(',', row[2..])));
        first.Select(row => row[4]).ShouldBe(Rows[^6..^3].Select(row => row.Split(',')[1]));
    }

    [Fact]
    public async Task The_command_that_compare_ends_with_forecasts_with_the_best_model()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun compare = await RunAsync(daemon, "compare", AirPassengers, "--models", "naive,seasonal-naive,theta", "-n", "6", "--target", "passengers");
        string[] words = compare.Output.TrimEnd().Split('\n')[^1].Trim().Split(' ');

        compare.ExitCode.ShouldBe(0, compare.Errors);
        words.ShouldBe(["tollama", "run", "theta", AirPassengers, "-n", "6", "--target", "passengers"]);
        (await RunAsync(daemon, words[1..])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Compare_needs_no_models_and_no_installed_one()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun compare = await RunAsync(daemon, "compare", AirPassengers, "-n", "6", "--windows", "1", "--json");

        compare.ExitCode.ShouldBe(0, compare.Errors);
        using JsonDocument json = JsonDocument.Parse(compare.Output);
        string[] models = [.. json.RootElement.GetProperty("table").EnumerateArray().Select(row => row.GetProperty("model").GetString()!)];
        models.ShouldContain("auto");
        models.ShouldContain("seasonal-naive");
        models[0].ShouldBe(json.RootElement.GetProperty("best").GetString());
    }

    [Fact]
    public async Task Files_are_backtested_together_and_told_apart()
    {
        DaemonProcess daemon = await StartAsync();
        foreach (string name in new[] { "north.csv", "south.csv" })
        {
            await File.WriteAllLinesAsync(daemon.Home.PathOf(name), Rows, TestContext.Current.CancellationToken);
        }

        ProgramRun run = await RunAsync(daemon, "backtest", "naive", "*.csv", "-n", "2", "--windows", "1", "--by", "series");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("\n  north ");
        run.Output.ShouldContain("\n  south ");
    }

    [Fact]
    public async Task A_value_that_is_far_off_is_found_and_is_no_error()
    {
        DaemonProcess daemon = await StartAsync();
        string file = daemon.Home.PathOf("odd.csv");
        string[] rows = Rows;
        rows[100] = rows[100].Split(',')[0] + ",2000";
        await File.WriteAllLinesAsync(file, rows, TestContext.Current.CancellationToken);

        ProgramRun sheet = await RunAsync(daemon, "anomalies", file, "--model", "theta");
        ProgramRun piped = await RunWithInputAsync(daemon, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "anomalies", "--model", "theta", "--json");

        sheet.ExitCode.ShouldBe(0, sheet.Errors);
        sheet.Output.ShouldContain("●");
        sheet.Output.ShouldContain($"\n  {rows[100].Split(',')[0]} ");
        sheet.Output.ShouldNotContain("\e");
        piped.ExitCode.ShouldBe(0, piped.Errors);
        using JsonDocument json = JsonDocument.Parse(piped.Output);
        json.RootElement.GetProperty("anomalies").EnumerateArray().Select(found => found.GetProperty("index").GetInt32()).ShouldContain(99);
    }

    [Fact]
    public async Task What_a_series_is_made_of_is_said_and_drawn()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun sheet = await RunAsync(daemon, "explain", AirPassengers, "--model", "theta");
        ProgramRun json = await RunAsync(daemon, "explain", AirPassengers, "--model", "theta", "--json");

        sheet.ExitCode.ShouldBe(0, sheet.Errors);
        sheet.Output.ShouldStartWith("passengers · MS · 144 values · ");
        sheet.Output.ShouldContain("\n  The series has 144 values, one month apart, from 1949-01-01 to 1960-12-01; none is missing.\n");
        sheet.Output.ShouldContain("highest in July, lowest in November");
        sheet.Output.ShouldContain("\n  season of 12");
        sheet.Errors.ShouldNotContain("--horizon");
        json.ExitCode.ShouldBe(0, json.Errors);
        using JsonDocument answer = JsonDocument.Parse(json.Output);
        answer.RootElement.GetProperty("series")[0].GetProperty("seasons")[0].GetProperty("high").GetString().ShouldBe("July");
    }

    [Fact]
    public async Task What_was_filled_can_be_forecast()
    {
        DaemonProcess daemon = await StartAsync();
        string[] rows = Rows;
        rows[60] = rows[60].Split(',')[0] + ",";
        string[] gaps = [.. rows.Where((_, row) => row != 70)];
        await File.WriteAllLinesAsync(daemon.Home.PathOf("gaps.csv"), gaps, TestContext.Current.CancellationToken);

        ProgramRun csv = await RunAsync(daemon, "impute", "gaps.csv", "--level", "80");
        ProgramRun absent = await RunAsync(daemon, "impute", "none.csv");
        ProgramRun column = await RunAsync(daemon, "impute", "gaps.csv", "--target", "sales");
        ProgramRun parquet = await RunAsync(daemon, "impute", "gaps.csv", "--output", "filled.parquet");
        ProgramRun forecast = await RunAsync(daemon, "run", "naive", "filled.parquet", "--target", "y", "-n", "1", "--format", "csv");

        csv.ExitCode.ShouldBe(0, csv.Errors);
        csv.Errors.ShouldContain("Filled 2 of 144 values in 1 series (");
        string[][] filled = [.. csv.Output.TrimEnd().Split('\n').Select(line => line.Split(','))];
        filled[0].ShouldBe(["unique_id", "ds", "y", "low", "high", "filled"]);
        filled.Length.ShouldBe(145);
        filled.Index().Where(row => row.Item[5] == "1").Select(row => row.Index).ShouldBe([60, 70]);
        filled[1].ShouldBe(["passengers", .. Rows[1].Split(','), "", "", "0"]);
        absent.ExitCode.ShouldBe(2, absent.Errors);
        column.ExitCode.ShouldBe(2, column.Errors);
        column.Errors.ShouldContain("--target: the table has no column 'sales'");
        parquet.ExitCode.ShouldBe(0, parquet.Errors);
        forecast.ExitCode.ShouldBe(0, forecast.Errors);
        forecast.Output.ShouldContain("1961-01-01,432");
    }

    [Fact]
    public async Task A_backtest_is_answered_as_a_table_of_its_windows()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        string table = await File.ReadAllTextAsync(AirPassengers, TestContext.Current.CancellationToken);

        Reply csv = await raw.PostAsync("api/backtest?model=naive&horizon=2&windows=3&stream=true", table, "text/csv", ("Accept", "text/csv"));
        Reply page = await raw.PostAsync("api/backtest?model=naive&horizon=2", table, "text/csv", ("Accept", "text/html"));

        csv.Status.ShouldBe(200, csv.Text);
        string[] rows = csv.Text.TrimEnd().Split('\n');
        rows[0].ShouldStartWith("model,unique_id,cutoff,ds,y,mean");
        rows.Length.ShouldBe(7);
        rows[^1].ShouldStartWith("naive,passengers,1960-10-01,1960-12-01,432,461");
        page.ShouldBeError(406, "NOT_ACCEPTABLE");
    }

    [Theory]
    [InlineData("backtest", "naive")]
    [InlineData("compare")]
    [InlineData("anomalies")]
    public async Task What_is_wrong_with_the_input_is_told(params string[] verb)
    {
        DaemonProcess daemon = await StartAsync();
        await File.WriteAllTextAsync(daemon.Home.PathOf("short.csv"), "ds,y\n2024-01-01,1\n", TestContext.Current.CancellationToken);

        ProgramRun absent = await RunAsync(daemon, [.. verb, "none.csv"]);
        ProgramRun column = await RunAsync(daemon, [.. verb, AirPassengers, "--target", "sales"]);
        ProgramRun tooShort = await RunAsync(daemon, [.. verb, "short.csv"]);

        absent.ExitCode.ShouldBe(2, absent.Errors);
        absent.Errors.ShouldContain("the input file 'none.csv' does not exist");
        column.ExitCode.ShouldBe(2, column.Errors);
        column.Errors.ShouldContain("--target: the table has no column 'sales'");
        tooShort.ExitCode.ShouldNotBe(0, tooShort.Output);
        tooShort.Errors.ShouldContain("'y'");
        tooShort.Output.ShouldBeEmpty();
    }

    private static Task<ProgramRun> RunAsync(DaemonProcess daemon, params string[] arguments) => RunWithInputAsync(daemon, "", arguments);

    private static Task<ProgramRun> RunWithInputAsync(DaemonProcess daemon, string input, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOST"] = daemon.Address.Authority, ["TOLLAMA_HOME"] = daemon.Home.Folder };
        return ProgramRun.RunAsync(Programs.Cli, arguments, environment, input, daemon.Home.Folder);
    }
}
