using System.Buffers;
using System.IO.Pipelines;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>Reads a runner's stdout line by line, by bytes. No thread waits in the pipe: .NET reads redirected output without blocking.</summary>
internal sealed class LineReader(Stream stream, int maxLineBytes, ILineSink sink)
{
    private const int BufferBytes = 64 * 1024;
    private const int StartBytes = 256;

    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
    private bool _dropping;

    /// <summary>Hands every line over until the pipe ends.</summary>
    /// <returns>True at the end of the pipe, false when the reading was ended at a line that is too long.</returns>
    public async Task<bool> ReadToEndAsync()
    {
        long searched = 0;
        while (true)
        {
            ReadResult read = await _reader.ReadAsync().ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;

            // A long line comes in many pieces: what was searched for its end is not searched again.
            if (buffer.Slice(searched).PositionOf((byte)'\n') is not null && !TakeLines(ref buffer))
            {
                return false;
            }

            if (!TakeRest(ref buffer))
            {
                return false;
            }

            searched = buffer.Length;
            _reader.AdvanceTo(buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                await _reader.CompleteAsync().ConfigureAwait(false);
                return true;
            }
        }
    }

    private bool TakeLines(ref ReadOnlySequence<byte> buffer)
    {
        while (LineFraming.TryReadLine(ref buffer, out ReadOnlySequence<byte> line))
        {
            if (!_dropping && line.Length <= maxLineBytes)
            {
                sink.OnLine(line);
                continue;
            }

            if (!_dropping && !sink.OnLongLine(Start(line)))
            {
                return false;
            }

            _dropping = false;
            sink.OnLongLineEnd();
        }

        return true;
    }

    // What has no end yet is kept, unless it is too long already.
    private bool TakeRest(ref ReadOnlySequence<byte> buffer)
    {
        if (!_dropping && buffer.Length > maxLineBytes)
        {
            if (!sink.OnLongLine(Start(buffer)))
            {
                return false;
            }

            _dropping = true;
        }

        if (_dropping)
        {
            buffer = buffer.Slice(buffer.End);
        }

        return true;
    }

    private static ReadOnlySequence<byte> Start(ReadOnlySequence<byte> line) => line.Slice(0, Math.Min(StartBytes, line.Length));
}
