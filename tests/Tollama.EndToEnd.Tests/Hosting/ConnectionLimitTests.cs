using System.Globalization;
using System.Text.RegularExpressions;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Hosting;

/// <summary>Clients that take all connections that there are.</summary>
public sealed class ConnectionLimitTests : DaemonTest
{
    private const int Descriptors = 512;

    [Fact]
    public async Task With_few_descriptors_some_remain_for_runners_and_files()
    {
        DaemonProcess daemon = Keep(await DaemonProcess.StartAfterAsync($"ulimit -Sn {Descriptors}; ulimit -Hn {Descriptors}"));
        int allowed = int.Parse(Regex.Match(daemon.Log, "free descriptors allow ([0-9]+) connections at once").Groups[1].Value, CultureInfo.InvariantCulture);
        using RawClient raw = daemon.Connect();
        (await raw.GetAsync("health/live")).ShouldBeSuccess();

        List<RawSocket> held = [];
        try
        {
            for (int count = 1; count < allowed; count++)
            {
                RawSocket socket = await RawSocket.ConnectAsync(daemon.Address);
                held.Add(socket);
                await socket.SayAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                (await socket.ReadUntilAsync("Tollama is running")).ShouldContain("200 OK");
            }

            // As many as there were descriptors, and more: each is closed, and nobody waits.
            for (int count = 0; count < Descriptors; count++)
            {
                await RawSocket.ShouldBeRefusedAsync(daemon.Address);
            }

            await Deadlines.UntilAsync(() => daemon.Log.Contains("TOLLAMA_MAX_CONNECTIONS", StringComparison.Ordinal), "the log says so");
            daemon.Log.Split('\n').Count(line => line.Contains("TOLLAMA_MAX_CONNECTIONS", StringComparison.Ordinal)).ShouldBe(1);

            // A process is started and files are written for who is in.
            (await raw.PostAsync("api/pull", """{"model":"naive","stream":false}""")).ShouldBeSuccess();
            (await raw.PostAsync("api/forecast", Bodies.Whole("naive"))).ShouldBeSuccess();
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }

        await Deadlines.UntilAsync(() => IsServedAsync(daemon), "new clients are let in again");
    }

    [Fact]
    public async Task The_operator_may_set_the_limit()
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_MAX_CONNECTIONS", "1"));
        using (RawSocket first = await RawSocket.ConnectAsync(daemon.Address))
        {
            await first.SayAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await first.ReadUntilAsync("Tollama is running");
            await RawSocket.ShouldBeRefusedAsync(daemon.Address);
        }

        await Deadlines.UntilAsync(() => IsServedAsync(daemon), "the place is free again");
    }

    private static async Task<bool> IsServedAsync(DaemonProcess daemon)
    {
        using RawClient client = daemon.Connect();
        try
        {
            return (await client.GetAsync("health/live")).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
