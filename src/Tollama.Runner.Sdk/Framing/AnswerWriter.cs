using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;

namespace Tollama.Runner.Sdk;

/// <summary>The one writer of the output: answers of many threads leave as whole lines, one after the other.</summary>
internal sealed class AnswerWriter(Stream output)
{
    // Readers of the lines are programs, so text stays readable instead of being escaped for HTML.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Channel<ReadOnlyMemory<byte>> _lines =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Writes until <see cref="Complete"/>, or until nobody reads any more.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_lines.Reader.TryRead(out ReadOnlyMemory<byte> line))
                {
                    await output.WriteAsync(line).ConfigureAwait(false);
                }

                await output.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The reader of the answers is gone; the end of the input follows.
            Complete();
        }
    }

    /// <summary>No further answer is accepted; those accepted so far are still written.</summary>
    public void Complete() => _lines.Writer.TryComplete();

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
        ArrayBufferWriter<byte> line = new(1024);
        using (Utf8JsonWriter writer = new(line, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WritePropertyName(member);
            value(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        _lines.Writer.TryWrite(line.WrittenMemory);
    }
}
