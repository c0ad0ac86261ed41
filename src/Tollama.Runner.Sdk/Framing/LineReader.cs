using System.Buffers;
using System.IO.Pipelines;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Reads the lines of a stream, none longer than a limit.</summary>
internal sealed class LineReader(Stream input, int maxLineBytes)
{
    private const int ReadBytes = 64 * 1024;

    private readonly PipeReader _pipe = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: ReadBytes, leaveOpen: true));
    private ReadOnlySequence<byte> _buffer;
    private long _searched;
    private bool _skipping;
    private bool _ended;

    /// <summary>The next line that is not blank; it is valid until the next call.</summary>
    /// <returns><see langword="null"/> at the end of the input; <see cref="Line.TooLong"/> for a line above the limit, which is skipped.</returns>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(out Line line))
            {
                return line;
            }

            if (_ended)
            {
                return null;
            }

            // What has no line end yet is kept, and is not searched again.
            _pipe.AdvanceTo(_buffer.Start, _buffer.End);
            ReadResult read = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            _buffer = read.Buffer;
            _ended = read.IsCompleted || read.IsCanceled;
        }
    }

    /// <summary>Gives the buffers back; the stream stays open.</summary>
    public ValueTask CompleteAsync() => _pipe.CompleteAsync();

    private bool TryTake(out Line line)
    {
        while (_buffer.Slice(_searched).PositionOf((byte)'\n') is not null && LineFraming.TryReadLine(ref _buffer, out ReadOnlySequence<byte> bytes))
        {
            bool skipped = _skipping;
            (_searched, _skipping) = (0, false);
            if (bytes.Length > maxLineBytes && !skipped)
            {
                line = Line.TooLong;
                return true;
            }

            if (!skipped && !IsBlank(bytes))
            {
                line = new Line(bytes);
                return true;
            }
        }

        _searched = _buffer.Length;
        return TrySkip(out line);
    }

    // A line that is too long is answered as soon as that is certain, and its bytes are not kept.
    private bool TrySkip(out Line line)
    {
        line = Line.TooLong;
        bool first = !_skipping && _buffer.Length > maxLineBytes;
        _skipping |= first;
        if (_skipping)
        {
            _buffer = _buffer.Slice(_buffer.End);
            _searched = 0;
        }

        return first;
    }

    private static bool IsBlank(ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> segment in bytes)
        {
            if (segment.Span.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
