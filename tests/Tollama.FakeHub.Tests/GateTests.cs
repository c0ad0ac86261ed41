namespace Tollama.FakeHub.Tests;

public sealed class GateTests : HubTest
{
    [Fact]
    public async Task A_body_stands_still_until_it_is_released()
    {
        Gate gate = new(1000);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        using HttpResponseMessage response = await DownloadAsync();
        Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] bytes = new byte[Weights.Length];

        await body.ReadExactlyAsync(bytes.AsMemory(0, 1000), Cancellation);
        await gate.WaitUntilHeldAsync(Cancellation);
        Hub.Requests[^1].BytesSent.ShouldBe(1000);
        gate.Release(1);
        await body.ReadExactlyAsync(bytes.AsMemory(1000, 1), Cancellation);
        await gate.WaitUntilHeldAsync(Cancellation);
        Hub.Requests[^1].BytesSent.ShouldBe(1001);
        gate.Open();
        await body.ReadExactlyAsync(bytes.AsMemory(1001), Cancellation);

        bytes.ShouldBe(Weights);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_wait()
    {
        Gate gate = new(1000);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        HttpResponseMessage response = await DownloadAsync();
        await gate.WaitUntilHeldAsync(Cancellation);

        response.Dispose();

        await Hub.Requests[^1].Completed.WaitAsync(Cancellation);
        Hub.Requests[^1].BytesSent.ShouldBe(1000);
    }

    [Fact]
    public async Task An_answer_is_held_before_its_headers_and_many_at_once()
    {
        Gate gate = new();
        Hub.Inject(new Fault { Hold = gate }, When.Info);
        Task<HttpResponseMessage> first = GetAsync("/api/models/acme/wind");
        Task<HttpResponseMessage> second = GetAsync("/api/models/acme/wind");
        await Hub.WaitForRequestAsync(When.Info, Cancellation, count: 2);
        await gate.WaitUntilHeldAsync(Cancellation, count: 2);

        first.IsCompleted.ShouldBeFalse();
        gate.Open();

        (await first).IsSuccessStatusCode.ShouldBeTrue();
        (await second).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task The_peak_of_downloads_is_how_many_were_held_at_once()
    {
        Gate gate = new(10);
        Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        using HttpResponseMessage first = await DownloadAsync();
        using HttpResponseMessage second = await DownloadAsync();
        await gate.WaitUntilHeldAsync(Cancellation, count: 2);
        gate.Open();
        await DrainAsync(first);
        await DrainAsync(second);
        await Task.WhenAll(Hub.Requests.Select(request => request.Completed));
        using HttpResponseMessage third = await DownloadAsync();
        await DrainAsync(third);

        Hub.PeakDownloads.ShouldBe(2);
    }

    [Fact]
    public async Task A_hub_that_stops_frees_who_waits()
    {
        HubServer hub = await HubServer.StartAsync(cancellationToken: Cancellation);
        hub.Inject(new Fault { Hold = new Gate() }, When.Any);
        using HttpClient client = new();
        Task<HttpResponseMessage> waiting = client.GetAsync(new Uri(hub.Endpoint, "/api/models/a/b"), Cancellation);
        await hub.WaitForRequestAsync(When.Any, Cancellation);

        await hub.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => waiting);
    }
}
