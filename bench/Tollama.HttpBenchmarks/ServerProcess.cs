using System.Diagnostics;
using System.Globalization;

namespace Tollama.HttpBenchmarks;

/// <summary>A server as a process of its own; it says on standard error where it listens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "listening on http://127.0.0.1:";

    private readonly Process _process;

    private ServerProcess(Process process, int port, TimeSpan startUp)
    {
        _process = process;
        Port = port;
        StartUp = startUp;
    }

    internal int Port { get; }

    internal TimeSpan StartUp { get; }

    internal int Id => _process.Id;

    internal static async Task<ServerProcess> StartAsync(string file, string[] arguments, Dictionary<string, string> environment)
    {
        ProcessStartInfo info = new(file, arguments) { RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            info.Environment[name] = value;
        }

        long started = Stopwatch.GetTimestamp();
        Process process = Process.Start(info)!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at >= 0)
            {
                int port = int.Parse(line[(at + Announcement.Length)..].Trim(), CultureInfo.InvariantCulture);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return new ServerProcess(process, port, Stopwatch.GetElapsedTime(started));
            }
        }

        throw new InvalidOperationException($"{file} ended before it listened");
    }

    public async ValueTask DisposeAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
