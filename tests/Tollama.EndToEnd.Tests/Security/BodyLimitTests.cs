using System.IO.Compression;
using System.Text;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Security;

public sealed class BodyLimitTests : DaemonTest
{
    private const int Limit = 1 << 20;

    [Fact]
    public async Task A_body_over_the_limit_is_413_however_it_is_packed_and_the_daemon_lives_on()
    {
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_MAX_BODY", "1MiB"));
        using RawClient raw = daemon.Connect();
        await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""");
        byte[] large = Encoding.UTF8.GetBytes(Bodies.Whole("mock") + new string(' ', Limit));
        byte[] bomb = Pack(new byte[200 * Limit]);

        (await raw.SendAsync(HttpMethod.Post, "api/forecast", large, "application/json")).ShouldBeError(413, "BODY_TOO_LARGE").Text("hint").ShouldContain("TOLLAMA_MAX_BODY");
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", bomb, "application/json", ("Content-Encoding", "gzip"))).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", bomb, null)).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "api/forecast?model=mock", Form(bomb), "multipart/form-data; boundary=x")).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "api/show", large, "application/json")).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", Pack(Encoding.UTF8.GetBytes(Bodies.Whole("mock"))), null, ("Content-Encoding", "gzip"))).ShouldBeSuccess();
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", [1, 2, 3], null, ("Content-Encoding", "gzip"))).ShouldBeError(400);
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", [1, 2, 3], null, ("Content-Encoding", "zstd"))).ShouldBeError(400).Text("error").ShouldContain("zstd");
        daemon.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Half_a_table_is_not_forecast_as_if_it_were_whole()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""");
        byte[] table = Encoding.UTF8.GetBytes("ds,y\n" + string.Concat(Enumerable.Range(0, 240).Select(row => $"{2000 + (row / 12)}-{1 + (row % 12):00}-01,{row * 7 % 13}\n")));
        byte[] packed = Pack(table);

        foreach (string route in (string[])["v1/forecast?model=mock&horizon=3", "api/validate?model=mock&horizon=3"])
        {
            (await raw.SendAsync(HttpMethod.Post, route, packed, "text/csv", ("Content-Encoding", "gzip"))).ShouldBeSuccess();
            foreach (byte[] broken in (byte[][])[packed[..(packed.Length / 2)], packed[..^1], [.. packed, 0], [.. packed, .. table]])
            {
                (await raw.SendAsync(HttpMethod.Post, route, broken, "text/csv", ("Content-Encoding", "gzip"))).ShouldBeError(400, "INVALID_REQUEST");
            }
        }

        (await raw.SendAsync(HttpMethod.Post, "api/import", packed, null, ("Content-Encoding", "gzip"))).ShouldBeError(400).Text("error").ShouldContain("gzip");
    }

    private static byte[] Form(byte[] file) =>
        [.. "--x\r\nContent-Disposition: form-data; name=file; filename=a.csv.gz\r\n\r\n"u8, .. file, .. "\r\n--x--"u8];

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
