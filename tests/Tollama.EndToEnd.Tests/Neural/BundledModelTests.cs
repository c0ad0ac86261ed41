using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary>The network that ships with the programs, on a daemon that may open no connection.</summary>
public sealed class BundledModelTests : DaemonTest
{
    private const string Model = "tollama-tiny";

    private const string FullName = "tollama-tiny:1";

    private static readonly string AirPassengers = Path.Join(Programs.Repository, "examples", "air-passengers.csv");

    [Fact]
    public async Task Right_after_installation_the_command_line_forecasts_with_it()
    {
        DaemonProcess daemon = await StartOfflineAsync();

        ProgramRun run = await RunAsync(daemon, "run", Model, AirPassengers, "--horizon", "12", "--format", "json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using JsonDocument answer = JsonDocument.Parse(run.Output);
        answer.RootElement.Text("model").ShouldBe(FullName);
        double[] mean = GoldenForecast.Numbers(answer.RootElement.GetProperty("forecasts")[0].GetProperty("mean"));
        mean.Length.ShouldBe(12);

        // The last year of the history has 390 to 622 passengers a month, most of them in July and August.
        mean.ShouldAllBe(value => value > 350 && value < 800);
        Array.IndexOf(mean, mean.Max()).ShouldBeInRange(6, 7);
    }

    [Fact]
    public async Task It_is_listed_shown_verified_exported_removed_and_comes_back_as_any_other()
    {
        DaemonProcess daemon = await StartOfflineAsync();
        ProgramRun available = await RunAsync(daemon, "list", "--available", Model);
        available.Output.Split('\n').Single(line => line.StartsWith(FullName, StringComparison.Ordinal)).ShouldContain("MIT");

        (await RunAsync(daemon, "pull", Model)).ExitCode.ShouldBe(0);
        (await RunAsync(daemon, "list")).Output.ShouldContain("built-in");
        ProgramRun shown = await RunAsync(daemon, "show", Model);
        shown.Output.ShouldContain("bundled");
        shown.Output.ShouldContain("516");
        (await RunAsync(daemon, "doctor", "--verify")).Output.ShouldContain("1 model");
        string archive = daemon.Home.PathOf("tiny.tar");
        (await RunAsync(daemon, "export", Model, archive)).ExitCode.ShouldBe(0);
        File.Exists(archive).ShouldBeTrue();
        (await RunAsync(daemon, "load", Model)).ExitCode.ShouldBe(0);
        (await RunAsync(daemon, "ps")).Output.ShouldContain(FullName);

        (await RunAsync(daemon, "rm", Model)).ExitCode.ShouldBe(0);
        (await RunAsync(daemon, "list")).Output.ShouldNotContain(Model);
        (await RunAsync(daemon, "ps")).Output.ShouldNotContain(Model);
        (await RunAsync(daemon, "run", Model, AirPassengers, "--horizon", "3")).ExitCode.ShouldBe(0);
        (await RunAsync(daemon, "list")).Output.ShouldContain(FullName);
    }

    [Fact]
    public async Task Its_forecast_does_not_depend_on_the_series_beside_it()
    {
        DaemonProcess daemon = await StartOfflineAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", $$"""{"model":"{{Model}}","stream":false}""")).ShouldBeSuccess();
        double[] levels = [0.1, 0.5, 0.9];
        string[] series = [.. Enumerable.Range(0, 5).Select(index => NeuralRequests.Series($"s{index}", NeuralRequests.Wave(30 + (120 * index), phase: index)))];

        JsonElement together = (await raw.PostAsync("api/forecast", NeuralRequests.Body(Model, 80, series, levels, ",\"stream\":false"))).ShouldBeSuccess().Json;

        for (int index = 0; index < series.Length; index++)
        {
            JsonElement alone = (await raw.PostAsync("api/forecast", NeuralRequests.Body(Model, 80, [series[index]], levels, ",\"stream\":false"))).ShouldBeSuccess().Json;
            together.GetProperty("forecasts")[index].GetProperty("quantiles").GetRawText()
                .ShouldBe(alone.GetProperty("forecasts")[0].GetProperty("quantiles").GetRawText());
        }
    }

    [Fact]
    public async Task It_takes_part_in_auto_unless_the_option_says_no()
    {
        DaemonProcess daemon = await StartOfflineAsync();

        string with = await MethodOfAutoAsync(daemon);
        string without = await MethodOfAutoAsync(daemon, "--option", "network=false");

        with.ShouldStartWith($"{without} + 0.");
        with.ShouldEndWith($" {FullName}");
        without.ShouldNotContain(Model);
        (await RunAsync(daemon, "show", "auto")).Output.ShouldContain("network");
    }

    private static async Task<string> MethodOfAutoAsync(DaemonProcess daemon, params string[] words)
    {
        ProgramRun run = await RunAsync(daemon, ["run", "auto", AirPassengers, "--horizon", "12", "--format", "json", .. words]);
        run.ExitCode.ShouldBe(0, run.Errors);
        using JsonDocument answer = JsonDocument.Parse(run.Output);
        return answer.RootElement.GetProperty("forecasts")[0].Text("method");
    }

    private Task<DaemonProcess> StartOfflineAsync() => StartAsync(null, ("TOLLAMA_OFFLINE", "true"));

    private static Task<ProgramRun> RunAsync(DaemonProcess daemon, params string[] words) => ProgramRun.RunAsync(
        Programs.Cli, words, new Dictionary<string, string> { ["TOLLAMA_HOST"] = daemon.Address.ToString(), ["TOLLAMA_HOME"] = daemon.Home.Folder });
}
