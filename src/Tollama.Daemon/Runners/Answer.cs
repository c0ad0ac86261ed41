using System.Text.Json;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>A runner's line, checked to be valid JSON with exactly one of result, error and progress. The result stays bytes.</summary>
internal readonly record struct Answer
{
    /// <summary>The bytes of the result; empty when the answer is something else.</summary>
    public ReadOnlyMemory<byte> Result { get; private init; }

    /// <summary>Why the runner did not do it.</summary>
    public RunnerError? Error { get; private init; }

    /// <summary>How far the request is.</summary>
    public ProgressNotice? Progress { get; private init; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">The line is no JSON object, or not an answer.</exception>
    public static Answer Parse(byte[] line)
    {
        Utf8JsonReader reader = new(line);
        Answer answer = default;
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
