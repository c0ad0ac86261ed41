using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>More pulls of different models than may download at once.</summary>
public sealed class ManyPullsTests
{
    [Fact]
    public async Task Few_download_some_wait_and_the_rest_is_told_to_come_back()
    {
        await using HubStore hub = await StartAsync(models: 5, running: 2, waiting: 2);
        Gate hold = new();
        hub.Hub.Inject(new Fault { Hold = hold }, When.Info);
        Task<List<PullProgress>> first = hub.PullAsync(Name(0));
        Task<List<PullProgress>> second = hub.PullAsync(Name(1));
        await hold.WaitUntilHeldAsync(HubStore.Cancellation, count: 2);
        Task<List<PullProgress>>[] line = [WaitAsync(hub, 2, HubStore.Cancellation, out Task<string> told), WaitAsync(hub, 3, HubStore.Cancellation, out Task<string> toldToo)];
        (await told).ShouldBe("waiting for other pulls");
        (await toldToo).ShouldBe("waiting for other pulls");

        TollamaException refusal = await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(Name(4)));
        refusal.Code.ShouldBe(ErrorCode.QueueFull);
        refusal.Hint!.ShouldContain("TOLLAMA_MAX_PULLS");
        refusal.RetryAfter.ShouldNotBeNull();
        hub.Hub.Requests.Count(When.Info.Invoke).ShouldBe(2, "who waits asks the hub nothing");

        hold.Open();
        foreach (Task<List<PullProgress>> pull in (Task<List<PullProgress>>[])[first, second, .. line])
        {
            (await pull)[^1].Status.ShouldBe("success");
        }

        (await hub.PullAsync(Name(4)))[^1].Status.ShouldBe("success");
    }

    [Fact]
    public async Task Who_leaves_the_line_makes_room_in_it()
    {
        await using HubStore hub = await StartAsync(models: 3, running: 1, waiting: 1);
        Gate hold = new();
        hub.Hub.Inject(new Fault { Hold = hold }, When.Info);
        Task<List<PullProgress>> first = hub.PullAsync(Name(0));
        await hold.WaitUntilHeldAsync(HubStore.Cancellation);
        using CancellationTokenSource leaving = new();
        Task<List<PullProgress>> left = WaitAsync(hub, 1, leaving.Token, out Task<string> told);
        await told;

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left);
        await hub.Puller.CancelAsync(Catalog.ModelName.Parse(Name(1)), "it is over", HubStore.Cancellation);
        Task<List<PullProgress>> next = WaitAsync(hub, 2, HubStore.Cancellation, out Task<string> toldNext);
        (await toldNext).ShouldBe("waiting for other pulls");

        hold.Open();
        await first;
        (await next)[^1].Status.ShouldBe("success");
    }

    [Fact]
    public async Task What_is_installed_needs_no_place()
    {
        await using HubStore hub = await StartAsync(models: 2, running: 1, waiting: 0);
        await hub.PullAsync(Name(0));
        PullOptions pinned = new() { Revision = hub.Installed(Name(0)).Manifest.Source.Revision };
        Gate hold = new();
        hub.Hub.Inject(new Fault { Hold = hold }, When.Info);
        Task<List<PullProgress>> hanging = hub.PullAsync(Name(1));
        await hold.WaitUntilHeldAsync(HubStore.Cancellation);
        (await hub.PullAsync("naive"))[^1].Status.ShouldBe("success");
        (await hub.PullAsync(Name(0), pinned))[^1].Status.ShouldBe("success");
        hold.Open();
        await hanging;
    }

    [Fact]
    public async Task Connections_to_hubs_are_few_whatever_waits_for_them()
    {
        await using HubStore hub = await StartAsync(models: 3, running: 3, waiting: 0);
        Gate hold = new();
        hub.Hub.Inject(new Fault { Hold = hold }, When.Info);
        using HubConnections connections = new(hub.Options, hub.Policy);
        int most = hub.Policy.ConnectionsPerHost(hub.Options.MaxPulls);
        using CancellationTokenSource leaving = new();
        Task[] requests = [.. Enumerable.Range(0, 3 * most).Select(_ => connections.Get(insecure: false).GetAsync(
            new Uri(hub.Hub.Endpoint, "api/models/some/model-0/revision/main"), leaving.Token))];

        await hold.WaitUntilHeldAsync(HubStore.Cancellation, most);

        hub.Hub.Requests.Count.ShouldBe(most);
        hold.Open();
        await Task.WhenAll(requests);
    }

    private static string Name(int model) => $"hf.co/some/model-{model}";

    private static async Task<HubStore> StartAsync(int models, int running, int waiting)
    {
        HubStore hub = await HubStore.StartAsync();
        for (int model = 0; model < models; model++)
        {
            hub.AddModel($"some/model-{model}", HubStore.Bolt);
        }

        hub.Options = hub.Options with { MaxPulls = running };
        hub.Policy = hub.Policy with { MaxWaitingPulls = waiting };
        hub.NewPuller();
        return hub;
    }

    /// <summary>A pull, and its first line.</summary>
    private static Task<List<PullProgress>> WaitAsync(HubStore hub, int model, CancellationToken leaving, out Task<string> firstLine)
    {
        TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        firstLine = first.Task;
        return ListenAsync();

        async Task<List<PullProgress>> ListenAsync()
        {
            List<PullProgress> lines = [];
            await foreach (PullProgress line in hub.Puller.PullAsync(Catalog.ModelName.Parse(Name(model)), new PullOptions(), leaving))
            {
                first.TrySetResult(line.Status ?? "");
                lines.Add(line);
            }

            return lines;
        }
    }
}
