using System.Globalization;
using System.Text;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Scheduling;

/// <summary>Clients that do not read their answers hold memory, and keep nobody else waiting. Told by who still holds it, never by a clock.</summary>
public sealed class UnreadAnswersTests : DaemonTest
{
    private const int Greedy = 40;

    [Fact]
    public async Task Others_are_answered_while_forty_clients_read_nothing()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"naive","stream":false}""")).ShouldBeSuccess();
        string large = Request(200, 10_000);
        List<RawSocket> sockets = [];
        try
        {
            for (int i = 0; i < Greedy; i++)
            {
                RawSocket socket = await RawSocket.ConnectAsync(daemon.Address);
                sockets.Add(socket);
                await socket.SayAsync($"POST /v1/forecast HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Encoding.UTF8.GetByteCount(large)}\r\n\r\n{large}");
            }

            await Deadlines.UntilAsync(async () => (await StatesAsync(raw)).Count(state => state is "waiting" or "running") == Greedy, "all large ones are at their memory");

            (await raw.PostAsync("v1/forecast", Request(1, 5))).ShouldBeSuccess();
            (await raw.PostAsync("v1/forecast", Request(20, 1000))).ShouldBeSuccess().Json.GetProperty("forecasts").GetArrayLength().ShouldBe(20);

            (await StatesAsync(raw)).Length.ShouldBe(Greedy, "some of the large ones had ended: the test says nothing");
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<string[]> StatesAsync(RawClient raw) =>
        [.. (await raw.GetAsync("api/requests")).Json.GetProperty("requests").EnumerateArray().Select(row => row.Text("state"))];

    private static string Request(int count, int horizon)
    {
        IEnumerable<string> series = Enumerable.Range(0, count).Select(i => $$"""{"id":"s{{i.ToString(CultureInfo.InvariantCulture)}}","target":[1.25,2.5,4.125]}""");
        return $$"""{"model":"naive","horizon":{{horizon.ToString(CultureInfo.InvariantCulture)}},"series":[{{string.Join(',', series)}}]}""";
    }
}
