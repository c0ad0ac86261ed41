using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Runner.Sdk;

/// <summary>Why one series could not be forecast.</summary>
internal sealed record SeriesFailure(string Id, string Code, string Message)
{
    /// <summary>The failure that an exception of a model means. The hint becomes part of the message: a series error has no other place for it.</summary>
    public static SeriesFailure From(string id, TollamaException error) =>
        new(id, error.Code.ToWireName(), error.Hint is null ? error.Message : $"{error.Message} {error.Hint}");

    /// <summary>Writes the list as it stands in answers.</summary>
    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<SeriesFailure> failures)
    {
        writer.WriteStartArray();
        foreach (SeriesFailure failure in failures)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, failure.Id);
            writer.WriteString("code"u8, failure.Code);
            writer.WriteString("message"u8, failure.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
