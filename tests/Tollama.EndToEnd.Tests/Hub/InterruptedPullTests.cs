using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.FakeHub;
using Tollama.Testing.Models;
using Fault = Tollama.FakeHub.Fault;
using Gate = Tollama.FakeHub.Gate;

namespace Tollama.EndToEnd.Tests.Hub;

/// <summary>Daemons that end in the middle of a pull, politely or not. The next one goes on, and nothing is lost or left.</summary>
public sealed class InterruptedPullTests : HubDaemonTest
{
    private const int Seed = 20261125;

    private DirectoryInfo? _folder;

    private byte[] _weights = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _folder = Directory.CreateTempSubdirectory("tollama-model-");
        SyntheticModel.Write(_folder.FullName, SyntheticModel.BoltConfig(width: 256, layers: 4), Seed);
        Hub.AddRepository(BoltRepository).AddFolder(_folder.FullName);
        _weights = await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "model.safetensors"), TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder?.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_and_restarted_until_done_the_file_is_the_hubs_byte_for_byte(bool politely)
    {
        Random random = new(Seed);
        TestHome home = new();
        for (int round = 0; round < 3; round++)
        {
            DaemonProcess daemon = await StartWithHubAsync(home);
            using RawClient raw = daemon.Connect();
            (long known, int arrived) = (Completed(home), Arrived(home));
            Gate gate = new(random.Next(1 << 20, 8 << 20));
            FaultRule rule = Hub.Inject(new Fault { Pace = gate }, When.Cdn());
            Task<Reply> pull = raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}"}""");
            await gate.WaitUntilHeldAsync(TestContext.Current.CancellationToken);
            if (politely)
            {
                await Deadlines.UntilAsync(() => Arrived(home) > arrived, "some of what the hub sent is in the file");
                daemon.Terminate();
                (await pull).Lines[^1].Text("error").ShouldContain("shutting down");
                (await daemon.WaitForExitAsync()).ShouldBe(0);
                Completed(home).ShouldBeGreaterThan(known, "what came before the end is kept");
            }
            else
            {
                daemon.Kill();
                await Should.ThrowAsync<HttpRequestException>(() => pull);
                await daemon.WaitForExitAsync();
            }

            rule.Hits.ShouldBeGreaterThan(0);
            Completed(home).ShouldBeGreaterThanOrEqualTo(known, "nothing that was safe is lost");
            Hub.ClearFaults();
            gate.Open();
        }

        DaemonProcess last = await StartWithHubAsync(home);
        using RawClient client = last.Connect();
        long safe = Completed(home);
        int before = Hub.Requests.Count;
        await PullAsync(client);
        Hub.Requests.Skip(before).Where(When.Cdn().Invoke).Sum(request => request.BytesSent).ShouldBe(_weights.Length - safe, "what is in the journal is not fetched again");
        byte[] installed = await File.ReadAllBytesAsync(
            Directory.GetFiles(home.PathOf(Path.Join("models", "blobs"))).MaxBy(file => new FileInfo(file).Length)!, TestContext.Current.CancellationToken);
        installed.ShouldBe(_weights);
        await ShouldBeSoundAsync(last);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_pull_and_a_half_pulled_model_can_be_removed()
    {
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        using CancellationTokenSource leaving = new();
        Gate gate = new(1 << 20);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("api/pull", UriKind.Relative)) { Content = new StringContent($$"""{"model":"{{Bolt}}"}""") };
        using HttpResponseMessage response = await raw.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        await gate.WaitUntilHeldAsync(TestContext.Current.CancellationToken);
        SeenRequest download = Hub.Requests.First(When.Cdn().Invoke);
        response.Dispose();
        await download.Completed.WaitAsync(TestContext.Current.CancellationToken);
        await Deadlines.UntilAsync(() => Completed(daemon.Home) > 0, "what was fetched is in the journal");
        (await raw.DeleteAsync("api/delete", $$"""{"model":"{{Bolt}}"}""")).ShouldBeSuccess();
        BlobFiles(daemon).ShouldBeEmpty();
        (await raw.DeleteAsync("api/delete", $$"""{"model":"{{Bolt}}"}""")).ShouldBeError(404, "MODEL_NOT_FOUND");
    }

    // The weights are random: bytes that came are other than zero, bytes that did not are a hole.
    private static int Arrived(TestHome home)
    {
        string blobs = home.PathOf(Path.Join("models", "blobs"));
        string? partial = Directory.Exists(blobs) ? Directory.GetFiles(blobs, "*.partial").MaxBy(file => new FileInfo(file).Length) : null;
        byte[] content = partial is null ? [] : File.ReadAllBytes(partial);
        return content.Length - content.AsSpan().Count((byte)0);
    }

    private static long Completed(TestHome home)
    {
        string blobs = home.PathOf(Path.Join("models", "blobs"));
        string? journal = Directory.Exists(blobs) ? Directory.GetFiles(blobs, "*.partial.json").SingleOrDefault() : null;
        if (journal is null)
        {
            return 0;
        }

        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(journal));
        return json.RootElement.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("completed").GetInt64());
    }
}
