using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Sampling;

namespace Tollama.Core.Protocol;

/// <summary>What a runner answers to <c>sample</c>.</summary>
public sealed record SampleResult
{
    /// <summary>The series in the order of the request, without those that failed.</summary>
    public IReadOnlyList<SeriesSample> Samples { get => field ?? []; init; }

    /// <summary>The series of which no paths could be drawn; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>Writes the result.</summary>
    public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, TollamaJsonContext.Default.SampleResult);

    /// <summary>Reads a result.</summary>
    /// <exception cref="JsonException">It is not one; the message is a sentence that names the field.</exception>
    public static SampleResult Read(ReadOnlySpan<byte> json) =>
        MessageShapes.Read(new Utf8JsonReader(json), json, "result", TollamaJsonContext.Default.SampleResult);
}
