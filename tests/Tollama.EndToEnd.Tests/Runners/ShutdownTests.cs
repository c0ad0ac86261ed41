using System.Net;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class ShutdownTests : DaemonTest
{
    private const int Hangup = 1;
    private const int Interrupt = 2;

    [Fact]
    public async Task What_is_in_the_house_at_sigterm_is_answered_and_nothing_is_let_in()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "60s"));
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        Task<Reply> forecast = raw.PostAsync("api/forecast", gate.Body());
        await UntilForecastAsync(daemon);
        int runner = (await raw.GetAsync("api/ps")).Json.GetProperty("models")[0].GetProperty("pid").GetInt32();

        daemon.Terminate();
        await UntilDrainingAsync(raw);

        Reply probe = await raw.GetAsync("health/ready");
        probe.Json.Text("status").ShouldBe("draining");
        probe.Header("Connection").ShouldBe("close");
        (await raw.GetAsync("health/live")).ShouldBeSuccess();
        foreach (Reply refused in (Reply[])[
            await raw.PostAsync("api/forecast", Bodies.Whole("fake")), await raw.GetAsync("api/tags"), await raw.PostAsync("api/show", """{"model":"fake"}""")])
        {
            refused.ShouldBeError(503, "DRAINING");
            refused.Header("Retry-After").ShouldBe("1");
            refused.Header("Connection").ShouldBe("close");
        }

        daemon.HasExited.ShouldBeFalse();
        gate.Open();
        (await forecast).ShouldBeSuccess();
        (await daemon.WaitForExitAsync()).ShouldBe(0);
        Signals.IsAlive(runner).ShouldBeFalse();
    }

    [Fact]
    public async Task A_forecast_that_outlives_the_grace_is_told_so()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "300ms"));
        using RawClient raw = daemon.Connect();
        Task<Reply> forecast = raw.PostAsync("api/forecast", Bodies.Fake("hang"));
        await UntilForecastAsync(daemon);

        daemon.Terminate();

        Reply told = await forecast;
        told.ShouldBeError(503, "DRAINING");
        told.Header("Retry-After").ShouldBe("1");
        (await daemon.WaitForExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_outlives_the_grace_ends_with_an_error_line()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "300ms"));
        using RawClient raw = daemon.Connect();
        Task<Reply> forecast = raw.PostAsync("api/forecast", new Gate(daemon.Home).StreamBody);
        await UntilForecastAsync(daemon);

        daemon.Terminate();

        Reply told = await forecast;
        told.Status.ShouldBe(200);
        JsonElement last = told.Lines[^1];
        last.Text("code").ShouldBe("DRAINING");
        last.Text("request_id").ShouldBe(told.Header("X-Request-ID"));
        told.Lines.SkipLast(1).ShouldAllBe(line => !line.Has("error"));
        (await daemon.WaitForExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_does_not_come_to_its_end_is_not_waited_for_after_the_grace()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "300ms"));
        using RawSocket socket = await RawSocket.PostAsync(daemon.Address, "/api/forecast", "application/json", "{", "Expect: 100-continue");
        await socket.ReadUntilAsync("100 Continue");

        daemon.Terminate();

        (await socket.ReadUntilAsync("DRAINING")).ShouldContain("HTTP/1.1 503 ");
        (await daemon.WaitForExitAsync()).ShouldBe(0);
        daemon.Log.ShouldNotContain("fail:");
    }

    [Fact]
    public async Task With_a_notice_the_listener_stays_open_though_nothing_runs()
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_DRAIN_NOTICE", "1h"), ("TOLLAMA_SHUTDOWN_GRACE", "0"));
        using RawClient raw = daemon.Connect();

        daemon.Terminate();

        await UntilDrainingAsync(raw);
        daemon.HasExited.ShouldBeFalse();
        daemon.Kill();
        await daemon.WaitForExitAsync();
    }

    [Fact]
    public async Task A_closed_terminal_ends_the_daemon_in_order()
    {
        Signals.SkipIfIgnored(Hangup);
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_SHUTDOWN_GRACE", "1h"));
        Signals.Send(daemon.Id, "HUP");
        (await daemon.WaitForExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Under_nohup_a_closed_terminal_is_nothing()
    {
        DaemonProcess daemon = Keep(await DaemonProcess.StartAfterAsync("trap '' HUP"));
        using RawClient raw = daemon.Connect();

        Signals.Send(daemon.Id, "HUP");

        (await raw.GetAsync("health/ready")).ShouldBeSuccess();
        daemon.Terminate();
        (await daemon.WaitForExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Ctrl_c_with_nothing_to_do_ends_at_once()
    {
        Signals.SkipIfIgnored(Interrupt);
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_SHUTDOWN_GRACE", "1h"));
        Signals.Send(daemon.Id, "INT");
        (await daemon.WaitForExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_ctrl_c_waits_for_nothing()
    {
        Signals.SkipIfIgnored(Interrupt);
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "1h"));
        using RawClient raw = daemon.Connect();
        Task<Reply> forecast = raw.PostAsync("api/forecast", Bodies.Fake("hang"));
        await UntilForecastAsync(daemon);
        Signals.Send(daemon.Id, "INT");
        await UntilDrainingAsync(raw);
        Signals.Send(daemon.Id, "TERM");
        daemon.HasExited.ShouldBeFalse();

        Signals.Send(daemon.Id, "INT");

        (await daemon.WaitForExitAsync()).ShouldBe(128 + Interrupt);
        await forecast.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static Task UntilForecastAsync(DaemonProcess daemon) => Deadlines.UntilAsync(
        () => daemon.Home.JournalLines.Any(line => line.StartsWith("forecast", StringComparison.Ordinal)), "the runner got the forecast");

    private static Task UntilDrainingAsync(RawClient raw) => Deadlines.UntilAsync(
        async () => (await raw.GetAsync("health/ready")).Status == (int)HttpStatusCode.ServiceUnavailable, "the daemon says that it drains");
}
