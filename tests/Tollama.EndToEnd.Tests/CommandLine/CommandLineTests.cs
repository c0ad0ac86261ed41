using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.CommandLine;

public sealed partial class CommandLineTests : DaemonTest
{
    private static readonly string AirPassengers = Path.Join(Programs.Repository, "examples", "air-passengers.csv");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_command_of_a_new_user_starts_a_daemon_pulls_a_model_and_shows_a_forecast(bool isQuickstart)
    {
        string[] words = isQuickstart ? ["quickstart"] : ["run", "auto", AirPassengers, "--horizon", "12", "--format", "table"];
        using TestHome home = new();
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home.Folder, ["TOLLAMA_HOST"] = $"127.0.0.1:{FreePort()}" };

        ProgramRun run = await ProgramRun.RunAsync(Programs.Cli, words, environment);

        Match started = StartedDaemon().Match(run.Errors);
        try
        {
            run.ExitCode.ShouldBe(0, run.Errors);
            started.Success.ShouldBeTrue(run.Errors);
            string[] lines = run.Output.Split('\n');
            lines.Count(line => line.Contains("1961-", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(12, run.Output);
            run.Output.ShouldContain("1961-01");
            run.Output.ShouldContain("1961-12");
        }
        finally
        {
            await EndAsync(started);
        }
    }

    [Fact]
    public async Task On_a_pipe_it_is_json_and_nothing_else()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "3", "--level", "80"]);

        run.ExitCode.ShouldBe(0, run.Errors);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement forecast = json.RootElement.GetProperty("forecasts")[0];
        forecast.GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe(["1961-01-01", "1961-02-01", "1961-03-01"]);
        forecast.GetProperty("quantiles").EnumerateObject().Select(level => level.Name).ShouldBe(["0.1", "0.5", "0.9"]);
    }

    [Fact]
    public async Task A_time_zone_says_whose_hours_a_table_has()
    {
        DaemonProcess daemon = await StartAsync();
        string file = daemon.Home.PathOf("hours.csv");
        string[] hours = [.. Enumerable.Range(0, 49).Select(hour => new DateTime(2024, 3, 30).AddHours(hour < 26 ? hour : hour + 1).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))];
        await File.WriteAllTextAsync(file, "ds,y\n" + string.Concat(hours.Select(hour => $"{hour},{hour[12]}\n")), TestContext.Current.CancellationToken);

        ProgramRun run = await RunAsync(daemon, ["run", "auto", file, "--horizon", "2", "--format", "csv", "--timezone", "Europe/Berlin"]);
        ProgramRun plain = await RunAsync(daemon, ["run", "auto", file, "--horizon", "2", "--format", "csv", "--timezone", "Europe/Berlin", "--like-input=false"]);
        ProgramRun inspect = await RunAsync(daemon, ["inspect", file, "--timezone", "europe/berlin"]);
        ProgramRun wrong = await RunAsync(daemon, ["run", "auto", file, "--horizon", "2", "--timezone", "Europe/Berln"]);
        ProgramRun without = await RunAsync(daemon, ["inspect", file]);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("\n2024-04-01 02:00,");
        plain.Output.ShouldContain("y,2024-04-01T02:00:00+02:00,", Case.Sensitive, plain.Errors);
        run.Errors.ShouldNotContain("no row");
        inspect.Output.ShouldContain("time zone   Europe/Berlin");
        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("did you mean 'Europe/Berlin'?");
        without.Output.ShouldContain("clocks skip that time, as in Europe/Berlin");
    }

    [Fact]
    public async Task Each_format_is_what_it_says()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun csv = await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "3", "--format", "csv"]);
        ProgramRun lines = await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "3", "--format", "ndjson"]);
        string file = daemon.Home.PathOf("out.csv");
        ProgramRun toFile = await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "3", "--output", file]);

        csv.ExitCode.ShouldBe(0, csv.Errors);
        csv.Output.TrimEnd().Split('\n').Length.ShouldBe(4, csv.Output);
        csv.Output.ShouldContain("1961-03-01");
        lines.ExitCode.ShouldBe(0, lines.Errors);
        lines.Output.TrimEnd().Split('\n').ShouldAllBe(line => line.StartsWith('{') && line.EndsWith('}'));
        toFile.ExitCode.ShouldBe(0, toFile.Errors);
        toFile.Output.ShouldBeEmpty();
        File.ReadAllText(file).ShouldBe(csv.Output);
    }

    [Theory]
    [InlineData("forecast.dat")]
    [InlineData("missing/forecast.csv")]
    public async Task A_place_that_cannot_be_written_is_refused_before_a_daemon_is_started(string name)
    {
        using TestHome home = new();
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home.Folder, ["TOLLAMA_HOST"] = $"127.0.0.1:{FreePort()}" };

        ProgramRun run = await ProgramRun.RunAsync(Programs.Cli, ["run", "auto", AirPassengers, "--horizon", "3", "--output", home.PathOf(name)], environment);

        run.ExitCode.ShouldBe(2, run.Errors);
        run.Errors.ShouldNotContain("started tollama");
        Directory.EnumerateFileSystemEntries(home.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_of_every_format_are_written()
    {
        DaemonProcess daemon = await StartAsync();
        foreach ((string name, string start) in new[] { ("out.parquet", "PAR1"), ("out.arrow", "ARROW1"), ("out.xlsx", "PK\u0003\u0004"), ("out.tsv", "month\tpassengers"), ("out.csv", "month,passengers") })
        {
            string file = daemon.Home.PathOf(name);

            ProgramRun run = await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "3", "--output", file]);

            run.ExitCode.ShouldBe(0, run.Errors);
            run.Output.ShouldBeEmpty();
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldStartWith(start);
        }
    }

    [Fact]
    public async Task A_table_and_a_request_come_through_standard_input()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun table = await RunAsync(daemon, ["run", "naive", "--horizon", "2"], "ds,y\n2024-01-01,1\n2024-01-02,2\n2024-01-03,4\n");
        ProgramRun request = await RunAsync(daemon, ["run", "naive", "-"], Bodies.Forecast("naive"));

        table.ExitCode.ShouldBe(0, table.Errors);
        table.Output.ShouldContain("2024-01-04");
        request.ExitCode.ShouldBe(0, request.Errors);
        request.Output.ShouldContain("2025-01-05");
    }

    [Fact]
    public async Task The_verbs_of_ollama_do_what_an_ollama_user_expects()
    {
        DaemonProcess daemon = await StartAsync();

        (await RunAsync(daemon, ["pull", "mock"])).ExitCode.ShouldBe(0);
        ProgramRun list = await RunAsync(daemon, ["list"]);
        list.Output.ShouldStartWith("NAME");
        list.Output.ShouldContain("mock");
        (await RunAsync(daemon, ["ls", "--available"])).Output.ShouldContain("chronos-2");
        (await RunAsync(daemon, ["show", "mock"])).Output.ShouldContain("MIT");
        (await RunAsync(daemon, ["ps", "--json"])).Output.Trim().ShouldBe("[]");
        (await RunAsync(daemon, ["run", "mock", AirPassengers, "--horizon", "1"])).ExitCode.ShouldBe(0);
        (await RunAsync(daemon, ["ps"])).Output.ShouldContain("100% CPU");
        (await RunAsync(daemon, ["stop", "mock"])).Output.Trim().ShouldBe("stopped 'mock'");
        (await RunAsync(daemon, ["ps", "--json"])).Output.Trim().ShouldBe("[]");
        (await RunAsync(daemon, ["rm", "mock"])).Output.Trim().ShouldBe("deleted 'mock'");
        (await RunAsync(daemon, ["list", "--json"])).Output.Trim().ShouldBe("[]");
        (await RunAsync(daemon, ["health"])).ExitCode.ShouldBe(0);
        (await RunAsync(daemon, ["doctor"])).Output.ShouldContain("store");
        (await RunAsync(daemon, ["version"])).Output.ShouldContain("0.1.0");
    }

    [Fact]
    public async Task Failures_have_their_exit_codes_and_stay_off_standard_output()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun missing = await RunAsync(daemon, ["show", "not-there"]);
        missing.ExitCode.ShouldBe(1);
        missing.Errors.ShouldContain("not found");
        missing.Output.ShouldBeEmpty();
        (await RunAsync(daemon, ["rm", "not-there"])).ExitCode.ShouldBe(1);
        (await RunAsync(daemon, ["pull", "not-there"])).ExitCode.ShouldBe(1);
        (await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "0"])).ExitCode.ShouldBe(2);
        (await RunAsync(daemon, ["run", "auto", "no-such-file.csv"])).ExitCode.ShouldBe(2);
        (await RunAsync(daemon, ["frobnicate"])).ExitCode.ShouldBe(2);

        Dictionary<string, string> nowhere = new() { ["TOLLAMA_HOST"] = $"127.0.0.1:{FreePort()}", ["TOLLAMA_HOME"] = daemon.Home.Folder };
        ProgramRun unreachable = await ProgramRun.RunAsync(Programs.Cli, ["run", "auto", AirPassengers, "--no-autostart"], nowhere);
        unreachable.ExitCode.ShouldBe(3);
        unreachable.Errors.ShouldContain("tollama serve");
        (await ProgramRun.RunAsync(Programs.Cli, ["list"], nowhere)).ExitCode.ShouldBe(3);
    }

    private static Task<ProgramRun> RunAsync(DaemonProcess daemon, string[] arguments, string input = "")
    {
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOST"] = daemon.Address.Authority, ["TOLLAMA_HOME"] = daemon.Home.Folder };
        return ProgramRun.RunAsync(Programs.Cli, arguments, environment, input);
    }

    private static async Task EndAsync(Match started)
    {
        if (started.Success)
        {
            int id = int.Parse(started.Groups["pid"].Value, CultureInfo.InvariantCulture);
            Signals.Send(id, "TERM");
            await Deadlines.UntilAsync(() => !Signals.IsAlive(id), "the daemon in the background ended");
        }
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"\(pid (?<pid>\d+),", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StartedDaemon();
}
