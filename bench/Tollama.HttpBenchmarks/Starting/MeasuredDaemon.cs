using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.HttpBenchmarks.Starting;

/// <summary><c>tollama serve</c> as a process, timed from its start to its first answer as a client sees it.</summary>
internal sealed class MeasuredDaemon : IAsyncDisposable
{
    private static readonly byte[] Question = "GET /api/version HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly Process _process;

    private MeasuredDaemon(Process process, int port, FirstAnswer first) => (_process, Port, First) = (process, port, first);

    internal int Port { get; }

    internal FirstAnswer First { get; }

    internal int Id => _process.Id;

    /// <summary>Starts it on a free port and asks for its version until it answers.</summary>
    internal static async Task<MeasuredDaemon> StartAsync(string program, string home)
    {
        int port = FreePort();
        ProcessStartInfo info = new(program, ["serve"]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        info.Environment["TOLLAMA_HOME"] = home;
        info.Environment["TOLLAMA_HOST"] = $"127.0.0.1:{port}";
        long started = Stopwatch.GetTimestamp();
        Process process = Process.Start(info)!;
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        while (!await AnswersAsync(port))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended with {process.ExitCode} before it answered");
            }

            await Task.Delay(1);
        }

        double wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        FirstAnswer first = new(wall, ProcessMemory.ProcessorTime(process.Id).TotalMilliseconds, ProcessMemory.Megabytes(process.Id));
        return new MeasuredDaemon(process, port, first);
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

    private static async Task<bool> AnswersAsync(int port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            await socket.SendAsync(Question);
            byte[] buffer = new byte[4096];
            int length = await socket.ReceiveAsync(buffer);
            return Encoding.ASCII.GetString(buffer, 0, length).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
