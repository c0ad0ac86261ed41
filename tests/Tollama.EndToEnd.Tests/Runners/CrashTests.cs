using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class CrashTests : DaemonTest
{
    [Fact]
    public async Task A_forecast_whose_runner_is_killed_is_answered_by_the_next_one()
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        Task<Reply> forecast = raw.PostAsync("api/forecast", gate.Body(), headers: ("X-Request-ID", "the-one"));
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the runner got the forecast");

        Signals.Send(await RunnerIdAsync(raw), "KILL");
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 2, "the next runner got the forecast again");
        gate.Open();

        (await forecast).ShouldBeSuccess().Json.GetProperty("forecasts")[0].GetProperty("mean")[0].GetDouble().ShouldBe(2);
        daemon.Home.JournalLines.Count(line => line == "start").ShouldBe(2);
        daemon.Home.JournalLines.Count(line => line == "forecast the-one").ShouldBe(2);
    }

    [Fact]
    public async Task A_runner_that_always_crashes_is_an_error_with_its_last_words_and_then_a_pause()
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();

        Reply first = await raw.PostAsync("api/forecast", Bodies.Fake("crash"));
        Reply last = first;
        await Deadlines.UntilAsync(
            async () => (last = await raw.PostAsync("api/forecast", Bodies.Fake("crash"))).Header("Retry-After") is not null, "the breaker opened");

        first.Status.ShouldBeOneOf(502, 503);
        first.ShouldBeError(first.Status).Text("hint").ShouldContain("about to crash");
        last.ShouldBeError(503, "RUNNER_UNAVAILABLE");
        (await raw.GetAsync("health/live")).ShouldBeSuccess();
    }

    [Theory]
    [InlineData("ignore-nothing")]
    [InlineData("ignore-eof")]
    public async Task No_runner_outlives_a_killed_daemon(string script)
    {
        DaemonProcess daemon = await StartWithFakeAsync([$"--{script}"]);
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/load", """{"model":"fake","keep_alive":-1}""")).ShouldBeSuccess();
        Task<Reply> forecast = raw.PostAsync("api/forecast", Bodies.Fake("hang"));
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the runner got the forecast");
        int runner = await RunnerIdAsync(raw);
        Signals.IsAlive(runner).ShouldBeTrue();

        daemon.Kill();

        await Deadlines.UntilAsync(() => !Signals.IsAlive(runner), "the runner ended with its daemon");
        await Should.ThrowAsync<HttpRequestException>(forecast);
    }

    [Fact]
    public async Task The_program_s_own_runner_does_not_outlive_a_killed_daemon_either()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/load", """{"model":"mock","keep_alive":-1}""")).ShouldBeSuccess();
        int runner = await RunnerIdAsync(raw);

        daemon.Kill();

        await Deadlines.UntilAsync(() => !Signals.IsAlive(runner), "the runner ended with its daemon");
    }

    [Theory]
    [InlineData("--child")]
    [InlineData("--stray")]
    public async Task A_killed_daemon_leaves_nothing_that_its_runners_have_started(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the groups of runners are those of setsid");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        DaemonProcess daemon = await StartWithFakeAsync([script, $"--beacon={((IPEndPoint)listener.LocalEndpoint).Port}"]);
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/load", """{"model":"fake","keep_alive":-1}""")).ShouldBeSuccess();
        using TcpClient runner = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using TcpClient child = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        daemon.Kill();

        // The kernel closes the connection of a process whatever kills it.
        await Should.NotThrowAsync(() => EndOfAsync(runner));
        await Should.NotThrowAsync(() => EndOfAsync(child));
    }

    [Fact]
    public async Task Two_hundred_clients_of_a_dying_runner_get_one_answer_each()
    {
        const int Clients = 200;
        DaemonProcess daemon = await StartWithFakeAsync(["--death-rate=80"], ("TOLLAMA_NUM_PARALLEL", "16"));
        using RawClient raw = daemon.Connect();

        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => raw.PostAsync("v1/forecast", OwnBody(client))));

        int good = 0;
        for (int client = 0; client < Clients; client++)
        {
            Reply reply = replies[client];
            if (reply.Status == 200)
            {
                JsonElement forecast = reply.Json.GetProperty("forecasts").EnumerateArray().Single();
                forecast.Text("id").ShouldBe($"client-{client}");
                forecast.GetProperty("mean")[0].GetInt32().ShouldBe(client);
                good++;
            }
            else
            {
                reply.Status.ShouldBeOneOf(502, 503);
                reply.ShouldBeError(reply.Status);
            }
        }

        good.ShouldBePositive();
        Reply metrics = await raw.GetAsync("metrics");
        metrics.Text.ShouldMatch($$"""tollama_forecasts_total\{[^}]*model="fake"[^}]*\} {{good}}\b""");
        (await raw.GetAsync("health/ready")).ShouldBeSuccess().Json.GetProperty("queue").GetInt32().ShouldBe(0);
    }

    private static string OwnBody(int client) =>
        $$"""{"model":"fake","horizon":2,"series":[{"id":"client-{{client}}","freq":"D","timestamps":["2025-01-01"],"target":[{{client}}]}]}""";

    private static async Task EndOfAsync(TcpClient process)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadlines.Request);
        try
        {
            (await process.GetStream().ReadAsync(new byte[1], deadline.Token)).ShouldBe(0);
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }
    }

    private static async Task<int> RunnerIdAsync(RawClient raw) =>
        (await raw.GetAsync("api/ps")).ShouldBeSuccess().Json.GetProperty("models").EnumerateArray().Single().GetProperty("pid").GetInt32();
}
