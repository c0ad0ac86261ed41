using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Hosting;

/// <summary>Variables and files that other programs of the same web server obey.</summary>
public sealed class ForeignConfigurationTests : DaemonTest
{
    [Fact]
    public async Task Only_what_tollama_documents_opens_a_socket()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        string url = "http://127.0.0.1:" + FreePort().ToString(CultureInfo.InvariantCulture);
        using TestHome copy = new();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Programs.Daemon)!))
        {
            File.Copy(file, copy.PathOf(Path.GetFileName(file)));
        }

        string settings = """{"Kestrel":{"Endpoints":{"x":{"Url":"ADDRESS"}}},"Urls":"ADDRESS","Logging":{"LogLevel":{"Default":"Trace"}}}"""
            .Replace("ADDRESS", url, StringComparison.Ordinal);
        File.WriteAllText(copy.PathOf("appsettings.json"), settings);
        File.WriteAllText(copy.PathOf("appsettings.Development.json"), settings);

        using TestHome working = new();
        File.WriteAllText(working.PathOf("appsettings.json"), settings);
        foreach (int folder in Enumerable.Range(0, 200))
        {
            // A watcher of configuration files would take a watch for each of them.
            Directory.CreateDirectory(copy.PathOf(Path.Join($"d{folder / 20}", $"d{folder}")));
            Directory.CreateDirectory(working.PathOf($"d{folder}"));
        }

        DaemonProcess daemon = Keep(await DaemonProcess.StartCopyAsync(
            copy.PathOf(Path.GetFileName(Programs.Daemon)),
            working.Folder,
            ("Kestrel__Endpoints__y__Url", url),
            ("ASPNETCORE_URLS", url),
            ("ASPNETCORE_HTTP_PORTS", "8080"),
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("DOTNET_ENVIRONMENT", "Development"),
            ("DOTNET_URLS", url),
            ("DOTNET_Kestrel__Endpoints__z__Url", url),
            ("ASPNETCORE_CONTENTROOT", working.Folder),
            ("DOTNET_CONTENTROOT", working.Folder),
            ("URLS", "nonsense"),
            ("Logging__LogLevel__Default", "Trace")));

        Listening(daemon.Id).ShouldBe([Loopback(1, daemon.Address.Port)]);
        daemon.Log.ShouldNotContain("warn:");
        daemon.Log.ShouldNotContain("dbug:");
        Watches(daemon.Id).ShouldBe(0, "no file is watched");
    }

    [Fact]
    public async Task The_sockets_are_those_of_the_address_and_no_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        int port = FreePort();
        DaemonProcess other = await StartAsync(null, ("TOLLAMA_HOST", $"127.0.0.2:{port}"));
        Listening(other.Id).ShouldBe([Loopback(2, port)]);

        port = FreePort();
        DaemonProcess local = await StartAsync(null, ("TOLLAMA_HOST", $"127.0.0.1:{port}"));
        string[] either = System.Net.Sockets.Socket.OSSupportsIPv6 ? [Loopback(1, port), $"00000000000000000000000001000000:{port:X4}"] : [Loopback(1, port)];
        Listening(local.Id).ShouldBe(either);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>127.0.0.x as the system lists it.</summary>
    private static string Loopback(int last, int port) => string.Create(CultureInfo.InvariantCulture, $"{last:X2}00007F:{port:X4}");

    private static string[] Listening(int processId)
    {
        const string Listening = "0A";
        string[] own = [.. Links(processId).Where(link => link.StartsWith("socket:[", StringComparison.Ordinal)).Select(link => link["socket:[".Length..^1])];
        return
        [
            .. File.ReadLines("/proc/net/tcp").Skip(1).Concat(File.ReadLines("/proc/net/tcp6").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns[3] == Listening && own.Contains(columns[9]))
                .Select(columns => columns[1]),
        ];
    }

    /// <summary>What the system watches for the process: a line a file or folder of each of its watchers, and the watchers themselves.</summary>
    private static int Watches(int processId) => Directory.GetFiles($"/proc/{processId}/fdinfo").Sum(file => File.ReadLines(file).Count(line => line.StartsWith("inotify", StringComparison.Ordinal)))
        + Links(processId).Count(link => link.Contains("inotify", StringComparison.Ordinal));

    private static IEnumerable<string> Links(int processId) =>
        Directory.GetFiles($"/proc/{processId}/fd").Select(file => new FileInfo(file).LinkTarget ?? "");
}
