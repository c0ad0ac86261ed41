using System.IO.Pipelines;

namespace Tollama.FakeHub;

/// <summary>Puts bytes on the wire, and what goes wrong there.</summary>
internal static class BodyWriter
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Sends a range of a content, or all of it; the status and all other headers are set.</summary>
    public static async Task WriteAsync(Exchange exchange, ServedContent content, ByteRange? range)
    {
        ByteRange part = range ?? new ByteRange(0, content.Length);
        Fault fault = exchange.Fault;
        long promised = Math.Max(0, part.Length + fault.ContentLengthDelta);
        exchange.Response.ContentLength = fault.Chunked ? null : promised;
        if (exchange.IsHead)
        {
            return;
        }

        long end = Math.Min(fault.Chunked ? part.Length : Math.Min(part.Length, promised), fault.CloseAfter ?? long.MaxValue);
        await SendAsync(exchange, content, part with { Length = end });
        if (fault.Chunked && end < part.Length)
        {
            // The last chunk must not follow. With a length, too few bytes are enough for the server to close.
            exchange.Context.Abort();
        }
    }

    private static async Task SendAsync(Exchange exchange, ServedContent content, ByteRange part)
    {
        PipeWriter writer = exchange.Response.BodyWriter;
        CancellationToken left = exchange.Context.RequestAborted;
        await writer.FlushAsync(left);
        for (long sent = 0; sent < part.Length;)
        {
            long passes = exchange.Fault.Pace is { } gate ? await gate.PassAsync(sent, left) : long.MaxValue;
            int count = (int)Math.Min(ChunkBytes, Math.Min(passes, part.Length - sent));
            Fill(writer.GetSpan(count)[..count], content, part.First + sent, exchange.Fault.CorruptAt);
            writer.Advance(count);
            await writer.FlushAsync(left);
            left.ThrowIfCancellationRequested();
            exchange.Seen.Sent(count);
            sent += count;
        }
    }

    private static void Fill(Span<byte> destination, ServedContent content, long offset, long? corruptAt)
    {
        content.Read(offset, destination);
        if (corruptAt - offset is { } index && index >= 0 && index < destination.Length)
        {
            destination[(int)index] ^= 0xFF;
        }
    }
}
