using System.Net.Sockets;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class ShutdownTests : DaemonTest
{
    [Fact]
    public async Task What_is_in_the_house_at_sigterm_is_answered_and_nothing_is_let_in()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "60s"));
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        Task<Reply> forecast = raw.PostAsync("api/forecast", gate.Body());
        await Deadlines.UntilAsync(() => daemon.Home.JournalLines.Any(line => line.StartsWith("forecast", StringComparison.Ordinal)), "the runner got the forecast");
        int runner = (await raw.GetAsync("api/ps")).Json.GetProperty("models")[0].GetProperty("pid").GetInt32();

        daemon.Terminate();
        await Deadlines.UntilAsync(() => IsClosedAsync(daemon.Address), "new connections are refused");
        daemon.HasExited.ShouldBeFalse();
        gate.Open();

        (await forecast).ShouldBeSuccess();
        (await daemon.WaitForExitAsync()).ShouldBe(0);
        Signals.IsAlive(runner).ShouldBeFalse();
    }

    [Fact]
    public async Task A_forecast_without_end_does_not_hold_the_daemon_up_for_ever()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_SHUTDOWN_GRACE", "300ms"));
        using RawClient raw = daemon.Connect();
        Task<Reply> forecast = raw.PostAsync("api/forecast", Bodies.Fake("hang"));
        await Deadlines.UntilAsync(() => daemon.Home.JournalLines.Any(line => line.StartsWith("forecast", StringComparison.Ordinal)), "the runner got the forecast");

        daemon.Terminate();

        (await daemon.WaitForExitAsync()).ShouldBe(0);
        await forecast.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static async Task<bool> IsClosedAsync(Uri address)
    {
        using TcpClient probe = new();
        try
        {
            await probe.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
