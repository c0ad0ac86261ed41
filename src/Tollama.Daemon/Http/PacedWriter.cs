using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Http;

/// <summary>Writes an answer in pieces, and gives up a client that does not read them.</summary>
/// <remarks>
/// A client has <see cref="Patience"/> at first, and earns time with what it reads. Only time in which the daemon waits for it counts. When it is used up, the
/// connection is closed: what is left of the answer, and the work for it, would be kept for somebody who does not come for it.
/// </remarks>
internal sealed class PacedWriter(HttpContext context, TimeProvider time)
{
    /// <summary>How long a client may keep the daemon waiting before it has read anything.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The slowest rate at which a client may read, in bytes a second.</summary>
    internal const int SlowestRate = 32 * 1024;

    private const int PieceBytes = 64 * 1024;

    private TimeSpan _left = Patience;

    /// <summary>The writer of a request.</summary>
    internal static PacedWriter Of(HttpContext context)
    {
        if (context.Features.Get<PacedWriter>() is { } known)
        {
            return known;
        }

        PacedWriter writer = new(context, TimeProvider.System);
        context.Features.Set(writer);
        return writer;
    }

    /// <summary>Sends bytes. Short answers are sent at once, however many follow.</summary>
    /// <exception cref="OperationCanceledException">The client has left, or does not read.</exception>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            ReadOnlyMemory<byte> piece = bytes[..Math.Min(PieceBytes, bytes.Length)];
            bytes = bytes[piece.Length..];
            ValueTask writing = context.Response.Body.WriteAsync(piece, cancellationToken);
            if (writing.IsCompletedSuccessfully)
            {
                continue;
            }

            await WaitAsync(writing.AsTask(), cancellationToken).ConfigureAwait(false);
            _left += TimeSpan.FromSeconds((double)piece.Length / SlowestRate);
        }
    }

    /// <summary>Sends what was written and waits until it is on its way.</summary>
    internal async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Task flushing = context.Response.Body.FlushAsync(cancellationToken);
        if (!flushing.IsCompletedSuccessfully)
        {
            await WaitAsync(flushing, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task writing, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        try
        {
            await writing.WaitAsync(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException timeout)
        {
            context.Abort();
            throw new OperationCanceledException("the client does not read its answer", timeout, context.RequestAborted);
        }
        finally
        {
            _left = Min(_left - time.GetElapsedTime(began), Patience);
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
