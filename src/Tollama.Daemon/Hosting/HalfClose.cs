using Microsoft.AspNetCore.Connections;

namespace Tollama.Daemon.Hosting;

/// <summary>Answers a client that has closed the side on which it sends and still reads, as <c>printf … | nc -N</c> does.</summary>
/// <remarks>
/// On the wire that looks as a client does that has left, and the server takes it for one: it drops the answer and cancels the work. It is told so a moment later
/// here. What is answered by then arrives; a client that has left is found out by the first bytes that it refuses, or at the end of the moment.
/// This holds for requests without a body: where one is read up to such an end, the server itself gives the connection up.
/// </remarks>
internal sealed class HalfClose(TimeProvider time)
{
    /// <summary>How long a client counts as there after it has sent its end.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    internal ConnectionDelegate Guard(ConnectionDelegate next) => connection => HandleAsync(connection, next);

    private async Task HandleAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using CancellationTokenSource gone = new(Timeout.InfiniteTimeSpan, time);
        using CancellationTokenRegistration registration =
            connection.ConnectionClosed.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAfter(Grace), gone);
        connection.ConnectionClosed = gone.Token;
        await next(connection).ConfigureAwait(false);
    }
}
