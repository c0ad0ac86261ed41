using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>Lines that go through a pipe together, in pieces: a long line is never copied to make room for more of it.</summary>
/// <param name="maxLineBytes">The longest line, its end included.</param>
internal sealed class LineBuffer(int maxLineBytes) : IBufferWriter<byte>
{
    private const int FirstPieceBytes = 4096;
    private const int PieceBytes = 1024 * 1024;

    // A writer of JSON asks for so many bytes a character of a text, before it knows how many the text has.
    private const int MaxBytesPerCharacter = 3;

    // Runners read JSON, not HTML: letters of any script stay as they are, so that a line is not much longer than what a client sent.
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ReadOnlyMemory<byte>> _full = [];
    private byte[] _last = new byte[FirstPieceBytes];
    private int _lastLength;
    private long _fullLength;
    private long _lineStart;
    private Utf8JsonWriter? _writer;

    /// <summary>The bytes written so far.</summary>
    public long Length => _fullLength + _lastLength;

    /// <summary>What was written, piece by piece.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces => _full.Append(_last.AsMemory(0, _lastLength));

    /// <summary>Adds a request as one line.</summary>
    /// <returns>The length of the line.</returns>
    /// <exception cref="LineTooLongException">It is longer than the limit. Nothing was added.</exception>
    public int AddRequest(long id, string method, Action<Utf8JsonWriter> parameters, string? requestId)
    {
        (int full, int length, byte[] last) = (_full.Count, _lastLength, _last);
        _lineStart = Length;
        try
        {
            RunnerRequest.WriteStart(this, id, method, requestId);
            _writer ??= new Utf8JsonWriter(this, WriterOptions);
            _writer.Reset(this);
            parameters(_writer);
            _writer.Flush();
            KeepOnOneLine(full, length);
            RunnerRequest.WriteEnd(this);
            return (int)(Length - _lineStart);
        }
        catch
        {
            // Half a line would spoil the next one.
            _full.RemoveRange(full, _full.Count - full);
            (_last, _lastLength, _fullLength) = (last, length, _lineStart - length);
            throw;
        }
    }

    /// <summary>Forgets what was written, and keeps one piece of usual size.</summary>
    public void Clear()
    {
        _full.Clear();
        (_lastLength, _fullLength) = (0, 0);
        _last = _last.Length <= PieceBytes ? _last : new byte[FirstPieceBytes];
    }

    /// <inheritdoc />
    public void Advance(int count)
    {
        _lastLength += count;
        if (Length - _lineStart > maxLineBytes)
        {
            throw new LineTooLongException(maxLineBytes);
        }
    }

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _last.AsMemory(_lastLength);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    // A request that was printed over several lines becomes one: a raw line end in JSON is white space wherever it stands.
    private void KeepOnOneLine(int firstPiece, int start)
    {
        foreach (ReadOnlyMemory<byte> piece in Pieces.Skip(firstPiece))
        {
            Span<byte> bytes = MemoryMarshal.AsMemory(piece).Span[start..];
            bytes.Replace((byte)'\n', (byte)' ');
            bytes.Replace((byte)'\r', (byte)' ');
            start = 0;
        }
    }

    private void MakeRoom(int needed)
    {
        if (_last.Length - _lastLength >= needed)
        {
            return;
        }

        if (needed / MaxBytesPerCharacter > maxLineBytes - (Length - _lineStart))
        {
            throw new LineTooLongException(maxLineBytes);
        }

        if (_lastLength > 0)
        {
            _full.Add(_last.AsMemory(0, _lastLength));
        }

        _fullLength += _lastLength;
        _lastLength = 0;
        _last = new byte[Math.Max(needed, (int)Math.Min(PieceBytes, 2 * Length))];
    }
}
