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
        (await raw.SendAsync(HttpMethod.Post, "api/show", large, "application/json")).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", Pack(Encoding.UTF8.GetBytes(Bodies.Whole("mock"))), null, ("Content-Encoding", "gzip"))).ShouldBeSuccess();
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", [1, 2, 3], null, ("Content-Encoding", "gzip"))).ShouldBeError(400);
        (await raw.SendAsync(HttpMethod.Post, "api/forecast", [1, 2, 3], null, ("Content-Encoding", "zstd"))).ShouldBeError(400).Text("error").ShouldContain("zstd");
        daemon.HasExited.ShouldBeFalse();
    }

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
