using System.Buffers;
using System.IO.Pipelines;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Reads the lines of a stream, none longer than a limit, on the calling thread.</summary>
internal sealed class LineReader(Stream input, int maxLineBytes)
{
    private const int ReadBytes = 64 * 1024;

    // A buffer, nothing else: one thread fills and empties it, so nobody must ever wait for room.
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: ReadBytes, useSynchronizationContext: false));
    private ReadOnlySequence<byte> _buffer;
    private bool _isReading;
    private long _searched;
    private bool _skipping;
    private bool _ended;

    /// <summary>The next line that is not blank; it is valid until the next call.</summary>
    /// <returns><see langword="null"/> at the end of the input; <see cref="Line.TooLong"/> for a line above the limit, which is skipped.</returns>
    public Line? Read()
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

            Fill();
        }
    }

    /// <summary>Gives the buffers back; the stream stays open.</summary>
    public void Complete()
    {
        _pipe.Writer.Complete();
        _pipe.Reader.Complete();
    }

    private void Fill()
    {
        if (_isReading)
        {
            // What has no line end yet is kept, and is not searched again.
            _pipe.Reader.AdvanceTo(_buffer.Start, _buffer.End);
        }

        int length = input.Read(_pipe.Writer.GetSpan(ReadBytes));
        _ended = length == 0;
        _pipe.Writer.Advance(length);
        _ = _pipe.Writer.FlushAsync(CancellationToken.None).AsTask();
        _isReading = _pipe.Reader.TryRead(out ReadResult read);
        _buffer = read.Buffer;
    }

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
