using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollama.Core.Protocol;

/// <summary>Why a runner did not do what it was asked.</summary>
public sealed record RunnerError
{
    /// <summary>One of <see cref="RunnerErrorCodes"/>, or another number below -32000.</summary>
    public required int Code { get; init; }

    /// <summary>The code as a runner wrote it that has names for its codes; <see langword="null"/> for a number.</summary>
    [JsonIgnore]
    public string? CodeName { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>More, in any form.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Reads an error.</summary>
    /// <exception cref="JsonException">It is not one; the message is a sentence that names the field.</exception>
    public static RunnerError Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        if (MessageShapes.Error.FaultOf(ref reader) is { } fault)
        {
            throw new JsonException(fault.Within("error").ToString());
        }

        Utf8JsonReader values = new(json);
        JsonElement error = JsonElement.ParseValue(ref values);
        JsonElement code = error.GetProperty("code"u8);
        string? name = code.ValueKind == JsonValueKind.String ? code.GetString() : null;
        return new RunnerError
        {
            Code = name is null ? code.GetInt32() : RunnerErrorCodes.OfName(name),
            CodeName = name,
            Message = error.GetProperty("message"u8).GetString()!,
            Data = error.TryGetProperty("data"u8, out JsonElement data) ? data : null,
        };
    }
}
