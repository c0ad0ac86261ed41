using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace Tollama.Daemon.Hosting;

/// <summary>Closes connections that are too many, at once, and those that say nothing, soon. Counts those of all listeners together.</summary>
/// <remarks>
/// Beyond the limit, the next connection that the system accepts would take a descriptor that a runner or a file needs. Without descriptors, the server's
/// loop that accepts connections would try again without end.
/// </remarks>
internal sealed partial class ConnectionGate(int limit, TimeProvider time, ILogger<ConnectionGate> logger)
{
    /// <summary>How long a new connection may say nothing. One that has been used may rest longer between two requests.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _warnedAt;
    private int _refused;
    private int _open;

    /// <summary>The connections that were let in and are open.</summary>
    internal int Open => Volatile.Read(ref _open);

    internal ConnectionDelegate Guard(ConnectionDelegate next) => connection => HandleAsync(connection, next);

    private async Task HandleAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > limit)
            {
                Refuse(connection);
            }
            else if (await SpeaksAsync(connection).ConfigureAwait(false))
            {
                await next(connection).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        CancellationToken closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenRegistration registration = closing.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), patience);
        try
        {
            ReadResult first = await connection.Transport.Input.ReadAsync(patience.Token).ConfigureAwait(false);
            bool speaks = !first.Buffer.IsEmpty;

            // Nothing was taken: the server reads the same bytes again.
            connection.Transport.Input.AdvanceTo(first.Buffer.Start);
            return speaks;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            connection.Abort(new ConnectionAbortedException("nothing was sent over it"));
            return false;
        }
    }

    private void Refuse(ConnectionContext connection)
    {
        connection.Abort(new ConnectionAbortedException("too many connections are open"));
        lock (_lock)
        {
            _refused++;
            if (_warnedAt is { } last && time.GetElapsedTime(last) < WarningInterval)
            {
                return;
            }

            _warnedAt = time.GetTimestamp();
            Refused(logger, _refused, limit);
            _refused = 0;
        }
    }

    [LoggerMessage(
        1020,
        LogLevel.Warning,
        "refused {Count} connections since the last such line: {Limit} are open, and more are not allowed (TOLLAMA_MAX_CONNECTIONS; descriptors may allow no more)")]
    private static partial void Refused(ILogger logger, int count, int limit);
}
