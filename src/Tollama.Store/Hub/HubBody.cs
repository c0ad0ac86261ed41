using System.Buffers;

namespace Tollama.Store;

/// <summary>Reads the bodies of a hub's answers into memory, never more than announced.</summary>
internal static class HubBody
{
    private const int ChunkSize = 1 << 16;

    /// <summary>Reads a body that must have exactly so many bytes.</summary>
    public static async Task<byte[]> ReadAsync(
        HttpResponseMessage response, long size, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[] body = await ReadAtMostAsync(response, checked((int)size) + 1, patience, time, cancellationToken).ConfigureAwait(false);
        return body.Length >= size ? body : throw new TransientHubException($"{HostOf(response)} closed the connection after {body.Length} of {size} bytes");
    }

    /// <summary>Reads a body up to a limit; what comes after it is left.</summary>
    public static async Task<byte[]> ReadAtMostAsync(
        HttpResponseMessage response, int limit, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using HttpResponseMessage owned = response;
        using StallWatch watch = new(patience, time, cancellationToken);
        ArrayBufferWriter<byte> body = new();
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
            for (int read = 1; read > 0 && body.WrittenCount < limit; watch.SignOfLife())
            {
                Memory<byte> room = body.GetMemory(ChunkSize);
                int wanted = Math.Min(room.Length, limit - body.WrittenCount);
                read = await stream.ReadAsync(room[..wanted], watch.Token).ConfigureAwait(false);
                body.Advance(read);
            }

            return body.WrittenSpan.ToArray();
        }
        catch (OperationCanceledException) when (watch.HasStalled)
        {
            throw watch.Stall(AddressOf(response));
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw HubFaults.Of(fault, AddressOf(response));
        }
    }

    public static Uri AddressOf(HttpResponseMessage response) => response.RequestMessage?.RequestUri ?? HubOptions.PublicHub;

    private static string HostOf(HttpResponseMessage response) => AddressOf(response).Host;
}
