using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>The one writer of the output: answers of many threads leave as whole lines, one after the other.</summary>
/// <remarks>
/// Whoever has an answer while nobody writes becomes the writer, and writes what others add meanwhile: no thread has to be woken for an answer.
/// The loop that reads requests never becomes the writer, since it must not wait for a full pipe.
/// </remarks>
internal sealed class AnswerWriter(Stream output)
{
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _lines = new();
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writing;
    private volatile bool _completed;

    /// <summary>Ends when all accepted answers are written after <see cref="Complete"/>, or nobody reads any more.</summary>
    public Task Written => _written.Task;

    /// <summary>No further answer is accepted; those accepted so far are still written.</summary>
    public void Complete()
    {
        _completed = true;
        StartWriting();
    }

    /// <summary>Writes what is waiting on the calling thread, unless somebody else is at it.</summary>
    public void WriteWaiting()
    {
        while (Interlocked.CompareExchange(ref _writing, 1, 0) == 0)
        {
            try
            {
                WriteAll();
            }
            catch (IOException)
            {
                // The reader of the answers is gone; the end of the input follows.
                _completed = true;
                _lines.Clear();
            }

            bool isLast = _completed && _lines.IsEmpty;
            Interlocked.Exchange(ref _writing, 0);
            if (isLast)
            {
                _written.TrySetResult();
            }

            // Somebody may have added a line, or completed, between the last look and the line above, and gone away because the writer was busy.
            if (_lines.IsEmpty && (isLast || !_completed))
            {
                return;
            }
        }
    }

    /// <summary>Answers with a result.</summary>
    public void Result<T>(string id, T result, JsonTypeInfo<T> type) =>
        Write(id, "result"u8, writer => JsonSerializer.Serialize(writer, result, type));

    /// <summary>Answers with an empty result.</summary>
    public void EmptyResult(string id) => Write(id, "result"u8, static writer =>
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    });

    /// <summary>Sends one line: <c>{"id":…, member:…}</c>. Dropped after <see cref="Complete"/>.</summary>
    public void Write(string id, ReadOnlySpan<byte> member, Action<Utf8JsonWriter> value)
    {
        Add(id, member, value);
        StartWriting();
    }

    /// <summary>As <see cref="Write"/>, on the calling thread if nobody writes: for threads that may wait for the pipe.</summary>
    public void WriteHere(string id, ReadOnlySpan<byte> member, Action<Utf8JsonWriter> value)
    {
        Add(id, member, value);
        WriteWaiting();
    }

    private void Add(string id, ReadOnlySpan<byte> member, Action<Utf8JsonWriter> value)
    {
        ArrayBufferWriter<byte> line = new(1024);
        RunnerAnswer.Write(line, id, member, value);
        if (!_completed)
        {
            _lines.Enqueue(line.WrittenMemory);
        }
    }

    private void StartWriting()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _writing) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static answers => answers.WriteWaiting(), this, preferLocal: false);
        }
    }

    private void WriteAll()
    {
        while (_lines.TryDequeue(out ReadOnlyMemory<byte> line))
        {
            output.Write(line.Span);
        }

        output.Flush();
    }
}
