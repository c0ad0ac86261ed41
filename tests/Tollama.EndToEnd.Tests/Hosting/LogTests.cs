using Tollama.Core.Text;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Hosting;

public sealed class LogTests : DaemonTest
{
    public static TheoryData<string> Uploads => [
        "/api/forecast", "/api/validate", "/api/pull", "/api/import", $"/api/blobs/sha256:{new string('0', 64)}", "/api/create", "/api/show"];

    [Fact]
    public async Task A_log_that_nobody_reads_holds_nobody_up()
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_LOG_LEVEL", "debug"));
        using RawClient raw = daemon.Connect();
        daemon.StopReading();
        string path = "nowhere/" + new string('x', 4000);

        // 12 MB of log: more than a pipe, the reader's buffer and the queue before them hold.
        for (int count = 0; count < 3000; count++)
        {
            (await raw.GetAsync(path)).Status.ShouldBe(404);
        }

        (await raw.GetAsync("health/live")).ShouldBeSuccess();
    }

    [Fact]
    public async Task A_client_that_breaks_off_is_no_defect()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        foreach (string path in Uploads.Select(row => row.Data))
        {
            for (int count = 0; count < 5; count++)
            {
                (await RawSocket.PostAsync(daemon.Address, path, "application/json", "{\"model\":")).Dispose();
                using RawSocket asking = await RawSocket.PostAsync(daemon.Address, path, "application/json", "", "Expect: 100-continue");
                await asking.ReadUntilAsync("HTTP/1.1 ");
            }
        }

        await Deadlines.UntilAsync(async () => (await CountsAsync(raw)).Contains("CANCELED", StringComparison.Ordinal), "aborts are counted as such");
        (await CountsAsync(raw)).ShouldNotContain("INTERNAL");
        (await CountsAsync(raw)).ShouldNotContain("STORE_UNAVAILABLE");
        daemon.Terminate();
        await daemon.WaitForExitAsync();
        daemon.Log.ShouldNotContain("fail:");
        daemon.Log.ShouldNotContain("warn:");
    }

    [Fact]
    public async Task What_clients_and_runners_write_moves_no_terminal_even_at_the_highest_level()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_LOG_LEVEL", "trace"));
        using RawClient raw = daemon.Connect();
        using RawSocket socket = await RawSocket.ConnectAsync(daemon.Address);

        await socket.SayAsync("GET /esc%1b%5b2J%0dover%0aline%e2%80%aeand%e2%80%a8out%c2%9b?q=%1b HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: a\u009bb\r\n\r\n");
        (await socket.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 4");
        (await raw.PostAsync("api/forecast", Bodies.Fake("escapes"))).Status.ShouldBe(200);
        daemon.Terminate();
        await daemon.WaitForExitAsync();

        daemon.Log.ShouldContain("stderr: esc");
        daemon.Log.ShouldContain("stdout noise: esc");
        daemon.Log.Where(VisibleText.IsHidden).ShouldAllBe(character => character == '\n');
        daemon.Log.Split('\n').ShouldAllBe(line => line.StartsWith("20", StringComparison.Ordinal));
    }

    private static async Task<string> CountsAsync(RawClient raw) =>
        string.Join('\n', (await raw.GetAsync("metrics")).Text.Split('\n').Where(line => line.StartsWith("tollama_errors", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal)));
}
