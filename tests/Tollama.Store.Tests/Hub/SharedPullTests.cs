using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>Many who want the same thing at once, and others who take it away meanwhile.</summary>
public sealed class SharedPullTests
{
    private const string Name = "chronos-bolt:tiny";

    [Fact]
    public async Task Twenty_clients_share_one_download()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Gate gate = new(10_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<List<PullProgress>>[] clients = [.. Enumerable.Range(0, 20).Select(_ => hub.PullAsync())];
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        gate.Open();
        List<PullProgress>[] heard = await Task.WhenAll(clients);

        hub.ShouldBeWhole();
        hub.BytesSent().ShouldBe(86_088);
        hub.Hub.Requests.Count(request => request.Kind == RequestKind.Info).ShouldBe(1);
        heard.Select(lines => lines[0].Status).Distinct().ShouldBe(["pulling manifest"]);
        heard.Select(lines => lines[^1].Status).Distinct().ShouldBe(["success"]);
    }

    [Fact]
    public async Task Two_names_for_one_file_are_one_download()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Gate gate = new(10_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<List<PullProgress>> first = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        Task<List<PullProgress>> second = HubStore.PullAsync(hub.NewPuller(), "hf.co/amazon/chronos-bolt-tiny", null, HubStore.Cancellation);
        await hub.Hub.WaitForRequestAsync(When.Tree, HubStore.Cancellation, count: 2);
        gate.Open();
        await Task.WhenAll(first, second);
        hub.BytesSent().ShouldBe(86_088, "the second process waited for the first one's file");
        hub.ShouldBeWhole();
        hub.ShouldBeWhole("hf.co/amazon/chronos-bolt-tiny");
    }

    [Fact]
    public async Task A_pull_goes_on_until_its_last_listener_leaves()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Gate gate = new(10_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        using CancellationTokenSource first = new();
        using CancellationTokenSource second = new();
        Task<List<PullProgress>> one = HubStore.PullAsync(hub.Puller, Name, null, first.Token);
        Task<List<PullProgress>> other = HubStore.PullAsync(hub.Puller, Name, null, second.Token);
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        SeenRequest download = hub.Hub.Requests.First(When.Cdn().Invoke);

        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => one);
        download.Completed.IsCompleted.ShouldBeFalse();

        await second.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => other);
        await download.Completed.WaitAsync(HubStore.Cancellation);
        await hub.Puller.DisposeAsync();
        hub.Journal().Completed().ShouldBeLessThan(86_088);

        gate.Open();
        hub.NewPuller();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task Who_joins_late_hears_what_was_said_so_far()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Gate gate = new(10_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<List<PullProgress>> first = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        Task<List<PullProgress>> late = hub.PullAsync();
        gate.Open();
        List<PullProgress> heard = await late;
        heard[0].Status.ShouldBe("pulling manifest");
        heard[1].Total.ShouldBe(86_088);
        await first;
    }

    [Fact]
    public async Task A_failure_is_told_to_everybody_and_the_next_pull_starts_afresh()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Gate hold = new();
        FaultRule rule = hub.Hub.Inject(new Fault { Hold = hold, Status = 500 }, When.Tree);
        Task<List<PullProgress>>[] clients = [.. Enumerable.Range(0, 3).Select(_ => hub.PullAsync())];
        await hold.WaitUntilHeldAsync(HubStore.Cancellation);
        hold.Open();
        foreach (Task<List<PullProgress>> client in clients)
        {
            (await Should.ThrowAsync<TollamaException>(() => client)).Code.ShouldBe(ErrorCode.HubUnavailable);
        }

        rule.Hits.ShouldBe(HubStore.Hasty.MaxAttempts);
        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task Removing_a_model_ends_its_pull_and_takes_what_was_fetched()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Gate gate = new(10_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<List<PullProgress>> pull = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        (await hub.Puller.CancelAsync(ModelName.Parse(Name), "removed", HubStore.Cancellation)).ShouldBeTrue();
        await hub.Store.DeleteAsync(ModelName.Parse("amazon/chronos-bolt-tiny"), HubStore.Cancellation);
        (await Should.ThrowAsync<TollamaException>(() => pull)).Message.ShouldBe("removed");
        hub.BlobFiles().ShouldBeEmpty();
        hub.Store.Pulls.All().ShouldBeEmpty();
        (await Should.ThrowAsync<TollamaException>(() => hub.Store.DeleteAsync(ModelName.Parse(Name), HubStore.Cancellation))).Code.ShouldBe(ErrorCode.ModelNotFound);
    }

    [Fact]
    public async Task Cleaning_up_during_a_pull_takes_nothing_of_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.Store.Blobs.WriteAsync("rubbish"u8.ToArray(), HubStore.Cancellation);
        Gate gate = new(10_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<List<PullProgress>> pull = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        PruneReport report = await new StorePruner(hub.Store, TimeProvider.System).PruneAsync(TimeSpan.Zero, dryRun: false, HubStore.Cancellation);
        report.Removed.ShouldHaveSingleItem().Kind.ShouldBe("blob");
        gate.Open();
        await pull;
        hub.ShouldBeWhole();
        (await VerifyAsync(hub)).Status.ShouldBe("success");
    }

    [Fact]
    public async Task A_model_that_shares_a_file_with_one_under_way_can_be_removed_meanwhile()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync("hf.co/amazon/chronos-bolt-tiny");
        Gate hold = new();
        hub.Hub.Inject(new Fault { Hold = hold }, When.Tree);
        Task<List<PullProgress>> pull = hub.PullAsync();
        await hold.WaitUntilHeldAsync(HubStore.Cancellation);
        await hub.Store.DeleteAsync(ModelName.Parse("hf.co/amazon/chronos-bolt-tiny"), HubStore.Cancellation);
        hold.Open();
        await pull;
        hub.ShouldBeWhole();
        (await VerifyAsync(hub)).Faults.ShouldBe([]);
    }

    private static async Task<VerifyProgress> VerifyAsync(HubStore hub)
    {
        VerifyProgress? last = null;
        await foreach (VerifyProgress line in new StoreVerifier(hub.Store).VerifyAsync(null, HubStore.Cancellation))
        {
            last = line;
        }

        return last.ShouldNotBeNull();
    }
}
