using System.Buffers;
using System.IO.Pipelines;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>Reads a runner's stdout line by line, by bytes.</summary>
internal static class LineReader
{
    private const int BufferBytes = 64 * 1024;
    private const int StartBytes = 256;

    /// <summary>Hands every line to <paramref name="onLine"/> until the pipe ends.</summary>
    /// <returns><see langword="null"/> at the end of the pipe; the first bytes of a line that grew past <paramref name="maxLineBytes"/>.</returns>
    public static async Task<byte[]?> ReadToEndAsync(Stream stream, int maxLineBytes, Action<ReadOnlySequence<byte>> onLine)
    {
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
        long searched = 0;
        while (true)
        {
            ReadResult read = await reader.ReadAsync().ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;

            // A long line comes in many pieces: what was searched for its end is not searched again.
            if (buffer.Slice(searched).PositionOf((byte)'\n') is not null)
            {
                while (LineFraming.TryReadLine(ref buffer, out ReadOnlySequence<byte> line))
                {
                    onLine(line);
                }
            }

            searched = buffer.Length;
            if (searched > maxLineBytes)
            {
                return buffer.Slice(0, Math.Min(StartBytes, searched)).ToArray();
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                await reader.CompleteAsync().ConfigureAwait(false);
                return null;
            }
        }
    }
}
