using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Errors;

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
    /// <exception cref="JsonException">The line is no JSON object, or not an answer; the message is a sentence.</exception>
    public static RunnerAnswer Parse(byte[] line)
    {
        try
        {
            return ReadParts(line);
        }
        catch (JsonException error) when (error.BytePositionInLine is not null)
        {
            throw MessageShapes.NotJson(line, error);
        }
    }

    /// <summary>Reads the result.</summary>
    /// <param name="type">The type of the result, one of those of the protocol.</param>
    /// <exception cref="JsonException">It is not of that form; the message is a sentence that names the field.</exception>
    public T ResultAs<T>(JsonTypeInfo<T> type)
        where T : class => MessageShapes.Read(new Utf8JsonReader(Result.Span), Result.Span, "result", type);

    private static RunnerAnswer ReadParts(byte[] line)
    {
        Utf8JsonReader reader = new(line);
        RunnerAnswer answer = default;
        HashSet<string> names = new(StringComparer.Ordinal);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("the line is not a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = NameOf(ref reader);
            if (!names.Add(name))
            {
                throw new JsonException($"{Excerpt.Of(name)} stands twice");
            }

            reader.Read();
            answer = answer.With(name, ref reader, line);
        }

        reader.Read();
        return answer.RequireOnePart();
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("the line has a name that is not Unicode", fault);
        }
    }

    // A part that is null is not there: some libraries write all three.
    private RunnerAnswer With(string name, ref Utf8JsonReader reader, byte[] line)
    {
        int start = (int)reader.TokenStartIndex;
        bool isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        ReadOnlyMemory<byte> value = line.AsMemory(start, (int)reader.BytesConsumed - start);
        return name switch
        {
            _ when isNull => this,
            "result" => this with { Result = value },
            "error" => this with { Error = RunnerError.Read(value.Span) },
            "progress" => this with { Progress = ProgressNotice.Read(value.Span) },
            _ => this,
        };
    }

    private RunnerAnswer RequireOnePart()
    {
        string[] parts = [.. new[] { Result.Length > 0 ? "result" : null, Error is null ? null : "error", Progress is null ? null : "progress" }.OfType<string>()];
        return parts.Length == 1 ? this : throw new JsonException(
            $"the line has {(parts.Length == 0 ? "none" : string.Join(" and ", parts))} of result, error and progress; it must have exactly one");
    }
}
