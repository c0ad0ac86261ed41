using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>Lines that go through a pipe together.</summary>
internal sealed class LineBuffer : IBufferWriter<byte>
{
    private const int InitialCapacity = 4096;

    // Runners read JSON, not HTML: letters of any script stay as they are, so that a line is not much longer than what a client sent.
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[] _bytes = new byte[InitialCapacity];
    private Utf8JsonWriter? _writer;

    /// <summary>The bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>The bytes that can be written before the buffer grows.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Adds a request as one line.</summary>
    public void AddRequest(long id, string method, Action<Utf8JsonWriter> parameters, string? requestId)
    {
        int start = Length;
        try
        {
            RunnerRequest.WriteStart(this, id, method, requestId);
            _writer ??= new Utf8JsonWriter(this, WriterOptions);
            _writer.Reset(this);
            parameters(_writer);
            _writer.Flush();
            KeepOnOneLine(_bytes.AsSpan(start..Length));
            RunnerRequest.WriteEnd(this);
        }
        catch
        {
            // Half a line would spoil the next one.
            Length = start;
            throw;
        }
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    // A request that was printed over several lines becomes one: a raw line end in JSON is white space wherever it stands.
    private static void KeepOnOneLine(Span<byte> line)
    {
        line.Replace((byte)'\n', (byte)' ');
        line.Replace((byte)'\r', (byte)' ');
    }

    private void MakeRoom(int sizeHint)
    {
        int needed = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length < needed)
        {
            Array.Resize(ref _bytes, checked((int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)Length + needed))));
        }
    }
}
