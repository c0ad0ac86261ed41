using System.Globalization;
using System.Text.Json.Nodes;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Hub;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary><c>tollama verify</c> on a tiny model and the numbers of its makers' program.</summary>
public sealed class VerifyCommandTests : HubDaemonTest
{
    [Fact]
    public async Task A_model_is_pulled_and_agrees_with_the_reference_until_a_number_of_it_is_changed()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        GoldenForecast golden = GoldenForecast.OfChronosBolt(Golden("chronos-bolt-tiny-random"), "long_horizon_rollout");
        string reference = daemon.Home.PathOf("reference.json");

        await File.WriteAllTextAsync(reference, ReferenceOf(golden), TestContext.Current.CancellationToken);
        ProgramRun agreeing = await VerifyAsync(daemon, reference);
        golden.Quantiles[4][20] += 0.01;
        await File.WriteAllTextAsync(reference, ReferenceOf(golden), TestContext.Current.CancellationToken);
        ProgramRun differing = await VerifyAsync(daemon, reference);

        agreeing.ExitCode.ShouldBe(0, agreeing.Output + agreeing.Errors);
        agreeing.Output.ShouldContain($"'{Bolt}' forecasts what the reference does (golden)");
        agreeing.Errors.ShouldContain("success", Case.Sensitive, "it was not installed");
        differing.ExitCode.ShouldBe(1, differing.Output + differing.Errors);
        differing.Output.ShouldContain($"'{Bolt}' differs from the reference in 1 of 1 cases (golden)");
    }

    private static Task<ProgramRun> VerifyAsync(DaemonProcess daemon, string reference) =>
        ProgramRun.RunAsync(
            Programs.Cli, ["verify", Bolt, "--reference", reference], new Dictionary<string, string> { ["TOLLAMA_HOST"] = daemon.Address.Authority, ["TOLLAMA_HOME"] = daemon.Home.Folder });

    private static string ReferenceOf(GoldenForecast golden)
    {
        JsonObject quantiles = [];
        foreach ((double level, double[] row) in golden.Levels.Zip(golden.Quantiles))
        {
            quantiles[level.ToString(CultureInfo.InvariantCulture)] = Numbers(row);
        }

        JsonObject one = new()
        {
            ["name"] = "long_horizon_rollout",
            ["target"] = Numbers(golden.Context),
            ["quantiles"] = quantiles,
        };
        return new JsonObject { ["source"] = "golden", ["cases"] = new JsonArray(one) }.ToJsonString();
    }

    private static JsonArray Numbers(double[] values) => [.. values.Select(value => JsonValue.Create(value))];
}
