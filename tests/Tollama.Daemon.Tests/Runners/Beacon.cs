using System.Net;
using System.Net.Sockets;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>Sees processes live and die: each holds a connection, and the kernel closes it whatever kills the process.</summary>
internal sealed class Beacon : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Beacon() => _listener.Start();

    public string Argument => $"--beacon={((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Waits for the next process to connect.</summary>
    public Task<TcpClient> AcceptAsync() => _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Waits for the end of a process that has connected.</summary>
    public static async Task EndOfAsync(TcpClient process)
    {
        try
        {
            (await process.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken)).ShouldBe(0);
        }
        catch (IOException)
        {
            // A reset connection is an end as well.
        }
    }

    public void Dispose() => _listener.Dispose();
}
