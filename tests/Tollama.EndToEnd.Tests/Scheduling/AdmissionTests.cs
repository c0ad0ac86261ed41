using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Scheduling;

/// <summary>A request is let in, or not, before anything of its body is read.</summary>
public sealed class AdmissionTests : DaemonTest
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";

    public static TheoryData<string, string, string> Requests => new()
    {
        { "/api/forecast", Json, "{\"model\":\"fake\"," },
        { "/v1/forecast", Json, "{\"model\":\"fake\"," },
        { "/api/validate", Json, "{\"model\":\"fake\"," },
        { "/api/forecast?model=fake&horizon=3", Csv, "ds,y\n2025-01-01,1\n" },
        { "/api/validate?model=fake&horizon=3", Csv, "ds,y\n2025-01-01,1\n" },
    };

    [Fact]
    public async Task A_full_queue_is_503_while_the_body_is_still_to_come()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_NUM_PARALLEL", "1"), ("TOLLAMA_MAX_QUEUE", "1"));
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        Task<Reply> working = raw.PostAsync("api/forecast", gate.Body());
        await Deadlines.UntilAsync(
            () => daemon.Home.JournalLines.Any(line => line.StartsWith("forecast", StringComparison.Ordinal)),
            "the first one is worked on");
        Task<Reply> waiting = raw.PostAsync("api/forecast", gate.Body());
        await Deadlines.UntilAsync(async () => await QueuedAsync(raw) == 1, "the second one waits");

        foreach ((string path, string type, string beginning) in Requests.Select(row => row.Data))
        {
            // Who reads the body of a client that asks first says "100 Continue" to it.
            using RawSocket asking = await RawSocket.PostAsync(daemon.Address, path, type, "", "Expect: 100-continue");
            (await asking.ReadUntilAsync("QUEUE_FULL")).ShouldStartWith("HTTP/1.1 503 ", customMessage: path);

            using RawSocket sending = await RawSocket.PostAsync(daemon.Address, path, type, beginning);
            string answer = await sending.ReadUntilAsync("QUEUE_FULL");
            answer.ShouldStartWith("HTTP/1.1 503 ", customMessage: path);
            answer.ShouldContain("Retry-After: ");
        }

        gate.Open();
        (await working).ShouldBeSuccess();
        (await waiting).ShouldBeSuccess();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Clients_whose_bodies_do_not_come_keep_no_place_from_others(string path, string type, string beginning)
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_NUM_PARALLEL", "1"), ("TOLLAMA_MAX_QUEUE", "1"));
        using RawClient raw = daemon.Connect();
        using (RawSocket first = await RawSocket.PostAsync(daemon.Address, path, type, beginning))
        using (RawSocket second = await RawSocket.PostAsync(daemon.Address, path, type, beginning))
        {
            await Deadlines.UntilAsync(async () => await RunningAsync(raw) == 2, "both are being read");
            (await raw.PostAsync("api/forecast", Bodies.Whole("fake"))).ShouldBeSuccess();
        }

        await Deadlines.UntilAsync(async () => await RunningAsync(raw) == 0, "both have left");
        (await raw.PostAsync("api/forecast", Bodies.Whole("fake"))).ShouldBeSuccess();
        daemon.Home.CountInJournal("forecast").ShouldBe(2);
    }

    private static async Task<int> RunningAsync(RawClient raw) => (await raw.GetAsync("api/requests")).Json.GetProperty("requests").GetArrayLength();

    private static async Task<int> QueuedAsync(RawClient raw) => (await raw.GetAsync("health/ready")).Json.GetProperty("queue").GetInt32();
}
