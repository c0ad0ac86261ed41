using System.Net.Sockets;

namespace Tollama.Store;

/// <summary>A connection that gives its place back when it is closed.</summary>
internal sealed class HubStream(Socket socket, SemaphoreSlim places) : NetworkStream(socket, ownsSocket: true)
{
    private bool _isClosed;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !Interlocked.Exchange(ref _isClosed, true))
        {
            places.Release();
        }
    }
}
