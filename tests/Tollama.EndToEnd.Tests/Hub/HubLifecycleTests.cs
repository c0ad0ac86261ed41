using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;
using Gate = Tollama.FakeHub.Gate;

namespace Tollama.EndToEnd.Tests.Hub;

/// <summary>The life of a model from a hub, by HTTP and by the command line.</summary>
public sealed class HubLifecycleTests : HubDaemonTest
{
    [Theory]
    [InlineData("offline", true)]
    [InlineData("offline", false)]
    [InlineData("local_files_only", true)]
    [InlineData("local_files_only", false)]
    public async Task A_pull_that_is_offline_asks_the_hub_for_nothing(string flag, bool stream)
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        string body = $$"""{"model":"{{Bolt}}","{{flag}}":true,"stream":{{(stream ? "true" : "false")}}}""";

        (await raw.PostAsync("api/pull", body)).ShouldBeError(503, "OFFLINE").Text("error").ShouldContain(Bolt);
        Hub.Requests.ShouldBeEmpty();
        (await raw.PostAsync("api/pull", body.Replace(Bolt, "naive", StringComparison.Ordinal))).ShouldBeSuccess();

        await PullAsync(raw);
        int asked = Hub.Requests.Count;
        (await raw.PostAsync("api/pull", body)).ShouldBeSuccess().Lines[^1].Text("status").ShouldBe("success");
        Hub.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task A_model_is_pulled_listed_shown_copied_exported_imported_and_removed_by_the_command_line()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        string archive = daemon.Home.PathOf("bolt.tar");
        (await RunAsync(daemon, "pull", Bolt)).Errors.ShouldContain("success");
        (await RunAsync(daemon, "list")).Output.ShouldContain("chronos-bolt:tiny");
        (await RunAsync(daemon, "list")).Output.ShouldContain("87 KB");
        (await RunAsync(daemon, "show", "--verbose", Bolt)).Output.ShouldContain("input_patch_embedding.hidden_layer.weight");
        (await RunAsync(daemon, "outdated")).Output.ShouldContain("up to date");
        (await RunAsync(daemon, "cp", Bolt, "mine")).Output.ShouldContain("copied");
        await RunAsync(daemon, "export", "mine", archive);
        (await RunAsync(daemon, "rm", Bolt, "mine")).Output.ShouldBe("deleted 'chronos-bolt:tiny'\ndeleted 'mine'\n");
        BlobFiles(daemon).ShouldBeEmpty();
        await RunAsync(daemon, "import", archive, "again");
        (await RunAsync(daemon, "doctor", "--verify")).ExitCode.ShouldBe(0);
        await RunAsync(daemon, "import", Golden("chronos-bolt-tiny-random"), "by-hand");
        (await RunAsync(daemon, "list")).Output.ShouldContain("by-hand");
        await ShouldBeSoundAsync(daemon);
    }

    [Fact]
    public async Task A_changed_byte_is_found_by_doctor_and_healed_by_a_forced_pull()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        await RunAsync(daemon, "pull", Bolt);
        string weights = Directory.GetFiles(daemon.Home.PathOf(Path.Join("models", "blobs"))).MaxBy(file => new FileInfo(file).Length)!;
        byte[] bytes = await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(weights, bytes, TestContext.Current.CancellationToken);
        ProgramRun doctor = await RunAsync(daemon, expected: 1, "doctor", "--verify");
        (doctor.Output + doctor.Errors).ShouldContain("model.safetensors of 'chronos-bolt:tiny'");
        await RunAsync(daemon, "pull", "--force", Bolt);
        (await RunAsync(daemon, "doctor", "--verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Twenty_clients_pull_one_model_by_one_download()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        Gate gate = new(20_000);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<Reply>[] clients = [.. Enumerable.Range(0, 20).Select(_ => raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}"}"""))];
        await gate.WaitUntilHeldAsync(TestContext.Current.CancellationToken);
        gate.Open();
        foreach (Reply reply in await Task.WhenAll(clients))
        {
            reply.ShouldBeSuccess().Lines[^1].Text("status").ShouldBe("success");
        }

        Hub.Requests.Where(When.Cdn().Invoke).Sum(request => request.BytesSent).ShouldBe(86_088);
        await ShouldBeSoundAsync(daemon);
    }

    [Fact]
    public async Task A_refusal_comes_with_its_status_before_the_first_line()
    {
        Serve(BoltRepository);
        Hub.AddRepository(BoltRepository).License = "cc-by-nc-4.0";
        Hub.AddRepository("some/llama").Add("config.json", """{"architectures":["LlamaForCausalLM"]}""").Add("model.safetensors", ServedContent.Pattern(100));
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}"}""")).ShouldBeError(409, "LICENSE_NOT_ACCEPTED").Text("hint").ShouldContain("--accept-license");
        (await raw.PostAsync("api/pull", """{"model":"hf.co/some/llama"}""")).ShouldBeError(400, "INVALID_MODEL_FILE");
        (await raw.PostAsync("api/pull", """{"model":"hf.co/some/nothing"}""")).ShouldBeError(403, "HUB_ACCESS_DENIED").Text("hint").ShouldContain("TOLLAMA_HF_TOKEN");
        (await raw.PostAsync("api/pull", """{"model":"theta","limit_rate":"fast"}""")).ShouldBeError(400, "INVALID_REQUEST");
        await ShouldBeSoundAsync(daemon);
    }

    [Fact]
    public async Task A_failure_on_the_way_is_the_last_line()
    {
        Serve(BoltRepository);
        Hub.Inject(new Fault { CorruptAt = 80_000 }, When.Cdn(), times: 1);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        Reply reply = await raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}"}""");
        reply.Status.ShouldBe(200);
        reply.Lines[^1].Text("code").ShouldBe("DOWNLOAD_CORRUPT");
        (await raw.PostAsync("api/show", $$"""{"model":"{{Bolt}}"}""")).ShouldBeError(404);
        await PullAsync(raw);
        await ShouldBeSoundAsync(daemon);
    }

    [Fact]
    public async Task Removing_a_model_while_it_is_pulled_leaves_nothing()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        Gate gate = new(20_000);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<Reply> pull = raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}"}""");
        await gate.WaitUntilHeldAsync(TestContext.Current.CancellationToken);
        (await raw.DeleteAsync("api/delete", $$"""{"model":"{{Bolt}}"}""")).ShouldBeSuccess();
        (await pull).Lines[^1].Text("error").ShouldContain("was removed while it was pulled");
        BlobFiles(daemon).ShouldBeEmpty();
        await ShouldBeSoundAsync(daemon);
    }

    [Fact]
    public async Task Forecasts_and_clean_ups_do_not_disturb_a_pull()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, "naive");
        Gate gate = new(20_000);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<Reply> pull = raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}"}""");
        await gate.WaitUntilHeldAsync(TestContext.Current.CancellationToken);
        (await raw.PostAsync("api/prune", """{"grace":"0"}""")).ShouldBeSuccess().Json.GetProperty("removed").GetArrayLength().ShouldBe(0);
        (await raw.PostAsync("api/forecast", """{"model":"naive","horizon":2,"stream":false,"series":[{"id":"a","target":[1,2,3]}]}""")).ShouldBeSuccess();
        await PullAsync(raw, "naive");
        gate.Open();
        (await pull).ShouldBeSuccess();
        await ShouldBeSoundAsync(daemon);
    }

    [Fact]
    public async Task Files_that_nothing_needs_are_removed_at_start_unless_forbidden()
    {
        TestHome home = new();
        string orphan = home.PathOf(Path.Join("models", "blobs", "sha256-" + new string('a', 64)));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "rubbish", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(orphan, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        DaemonProcess daemon = await StartWithHubAsync(home);
        await Deadlines.UntilAsync(() => !File.Exists(orphan), "the orphan is gone");
        daemon.Log.ShouldNotContain("fail:");
    }

    [Fact]
    public async Task A_created_model_brings_its_defaults_to_every_request()
    {
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/create", """{"model":"weekly","modelfile":"FROM seasonal-naive\nPARAMETER horizon 3\nPARAMETER season_length 2\nPARAMETER quantiles 0.25, 0.75\nPARAMETER freq D\n"}"""))
            .ShouldBeSuccess().Lines[^1].Text("status").ShouldBe("success");
        JsonElement forecast = (await raw.PostAsync("api/forecast", """{"model":"weekly","stream":false,"series":[{"id":"a","timestamps":["2026-01-01","2026-01-02","2026-01-03","2026-01-04","2026-01-05","2026-01-06"],"target":[1,9,1,9,1,9]}]}"""))
            .ShouldBeSuccess().Json.GetProperty("forecasts")[0];
        forecast.GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([1, 9, 1]);
        forecast.GetProperty("quantiles").EnumerateObject().Select(level => level.Name).ShouldBe(["0.25", "0.75"]);
        forecast.Text("freq").ShouldBe("D");

        Reply table = await raw.PostAsync("api/forecast?model=weekly&stream=false", "ds,y\n2026-01-01,1\n2026-01-02,9\n2026-01-03,1\n2026-01-04,9\n", "text/csv");
        table.ShouldBeSuccess().Json.GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(3);
        JsonElement own = (await raw.PostAsync("api/forecast", """{"model":"weekly","horizon":1,"stream":false,"series":[{"id":"a","freq":"h","target":[1,9,1,9]}]}""")).ShouldBeSuccess().Json;
        own.GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(1, "what a request says wins");
        own.GetProperty("forecasts")[0].Text("freq").ShouldBe("h");
        (await raw.PostAsync("api/forecast", """{"model":"seasonal-naive","stream":false,"series":[{"id":"a","target":[1,9,1,9]}]}""")).ShouldBeError(400, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Blobs_are_uploaded_once_and_only_if_they_are_what_they_say()
    {
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        string path = "api/blobs/sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        (await raw.SendAsync(HttpMethod.Head, path, null, null)).Status.ShouldBe(404);
        (await raw.PostAsync(path, "abd")).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("nothing was stored");
        (await raw.PostAsync(path, "abc")).Status.ShouldBe(201);
        (await raw.PostAsync(path, "abc")).Status.ShouldBe(200);
        (await raw.SendAsync(HttpMethod.Head, path, null, null)).Status.ShouldBe(200);
        (await raw.PostAsync("api/blobs/sha256:../../../etc/passwd", "abc")).Status.ShouldBeOneOf(400, 404);
    }

    private static Task<ProgramRun> RunAsync(DaemonProcess daemon, params string[] arguments) => RunAsync(daemon, expected: 0, arguments);

    private static async Task<ProgramRun> RunAsync(DaemonProcess daemon, int expected, params string[] arguments)
    {
        Dictionary<string, string> variables = new() { ["TOLLAMA_HOST"] = daemon.Address.Authority, ["TOLLAMA_HOME"] = daemon.Home.Folder };
        ProgramRun run = await ProgramRun.RunAsync(Programs.Cli, arguments, variables);
        run.ExitCode.ShouldBe(expected, $"tollama {string.Join(' ', arguments)}\n{run.Output}\n{run.Errors}");
        return run;
    }
}
