using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Protocol;

/// <summary>An answer line: exactly one of result, error and progress. The result stays bytes.</summary>
public readonly record struct RunnerAnswer
{
    // Readers of the lines are programs, so text stays readable instead of being escaped for HTML.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of the result; empty when the answer is something else.</summary>
    public ReadOnlyMemory<byte> Result { get; private init; }

    /// <summary>Why the runner did not do it.</summary>
    public RunnerError? Error { get; private init; }

    /// <summary>How far the request is.</summary>
    public ProgressNotice? Progress { get; private init; }

    /// <summary>Writes <c>{"id":…, member:…}</c> and a line feed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="id">The id of the request.</param>
    /// <param name="member"><c>result</c>, <c>error</c> or <c>progress</c>.</param>
    /// <param name="value">Writes the member's value.</param>
    public static void Write(IBufferWriter<byte> output, string id, ReadOnlySpan<byte> member, Action<Utf8JsonWriter> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using (Utf8JsonWriter writer = new(output, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WritePropertyName(member);
            value(writer);
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">The line is no JSON object, or not an answer.</exception>
    public static RunnerAnswer Parse(byte[] line)
    {
        Utf8JsonReader reader = new(line);
        RunnerAnswer answer = default;
        int parts = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("the line is not a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("result"u8))
            {
                answer = answer with { Result = ReadRaw(ref reader, line) };
                parts++;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                answer = answer with { Error = JsonSerializer.Deserialize(ReadRaw(ref reader, line).Span, TollamaJsonContext.Default.RunnerError) };
                parts++;
            }
            else if (reader.ValueTextEquals("progress"u8))
            {
                answer = answer with { Progress = JsonSerializer.Deserialize(ReadRaw(ref reader, line).Span, TollamaJsonContext.Default.ProgressNotice) };
                parts++;
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        if (answer.Error is { Message: null })
        {
            throw new JsonException("error.message is null");
        }

        return parts == 1 && (answer.Result.Length > 0 || answer.Error is not null || answer.Progress is not null)
            ? answer
            : throw new JsonException("an answer has exactly one of result, error and progress");
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, byte[] line)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line.AsMemory(start, (int)reader.BytesConsumed - start);
    }
}
