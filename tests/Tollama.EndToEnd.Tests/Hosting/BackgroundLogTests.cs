using System.Diagnostics;
using System.Globalization;
using Tollama.Core.Configuration;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Hosting;

/// <summary>The log of a daemon whose standard error is a file, as one that the command line starts in the background.</summary>
public sealed class BackgroundLogTests
{
    [Fact]
    public async Task It_is_put_aside_while_the_daemon_runs_and_no_line_is_lost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems put it aside at the start of a daemon only");
        SharedDaemon.SkipIfExisting();
        const int Requests = 200;
        using TestHome home = new();
        string log = DaemonLogFile.PathIn(home.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, new string('x', (int)DaemonLogFile.LargeBytes - 20_000) + "\n", TestContext.Current.CancellationToken);
        using Process daemon = Start(home, log);
        try
        {
            Uri? address = null;
            await Deadlines.UntilAsync(() => (address = AddressIn(log)) is not null, "the daemon listens");
            using RawClient raw = new(address!);
            for (int number = 0; number < Requests; number++)
            {
                (await raw.GetAsync(string.Create(CultureInfo.InvariantCulture, $"nowhere/{number}-{new string('y', 300)}"))).Status.ShouldBe(404);
            }

            await Deadlines.UntilAsync(() => File.Exists(log + ".1") && Lines(log).Any(line => line.Contains($"/nowhere/{Requests - 1}-", StringComparison.Ordinal)), "all is written");
        }
        finally
        {
            Signals.Send(daemon.Id, "TERM");
            await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string[] all = [.. Lines(log + ".1"), .. Lines(log)];
        for (int number = 0; number < Requests; number++)
        {
            all.Count(line => line.Contains("ROUTE_NOT_FOUND", StringComparison.Ordinal) && line.Contains($"/nowhere/{number}-", StringComparison.Ordinal)).ShouldBe(1, $"the line of request {number}");
        }

        new FileInfo(log).Length.ShouldBeLessThan(DaemonLogFile.LargeBytes);
        if (!OperatingSystem.IsWindows())
        {
            (File.GetUnixFileMode(log) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
        }
    }

    private static Process Start(TestHome home, string log)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$0\" >>\"$1\" 2>&1 </dev/null", Programs.Daemon, log]) { UseShellExecute = false };
        start.Environment["TOLLAMA_HOME"] = home.Folder;
        start.Environment["TOLLAMA_HOST"] = "127.0.0.1:0";
        start.Environment["TOLLAMA_OFFLINE"] = "true";
        start.Environment["TOLLAMA_LOG_LEVEL"] = "debug";
        return Process.Start(start)!;
    }

    private static Uri? AddressIn(string log)
    {
        const string Greeting = "listening on ";
        string? line = Lines(log).FirstOrDefault(line => line.Contains(Greeting, StringComparison.Ordinal));
        return line is null ? null : new Uri(line[(line.IndexOf(Greeting, StringComparison.Ordinal) + Greeting.Length)..] + "/");
    }

    private static List<string> Lines(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
