using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Core.Protocol;

/// <summary>What a runner answers to <c>forecast</c>.</summary>
public sealed record ForecastResult
{
    /// <summary>The model that forecast: the name in the request; absent when the runner does not say it.</summary>
    public string? Model { get; init; }

    /// <summary>The forecasts, in the order of the request's series, without those that failed; of their fields id, mean, quantiles, method and warnings.</summary>
    public IReadOnlyList<SeriesForecastData> Forecasts { get => field ?? []; init; }

    /// <summary>The series that could not be forecast; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>What the user should know about the request as a whole; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Who computed and how much.</summary>
    public ForecastUsage? Usage { get; init; }

    /// <summary>Writes the result.</summary>
    public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, TollamaJsonContext.Default.ForecastResult);

    /// <summary>Reads a result.</summary>
    /// <exception cref="JsonException">It is not one; the message is a sentence that names the field.</exception>
    public static ForecastResult Read(ReadOnlySpan<byte> json) =>
        MessageShapes.Read(new Utf8JsonReader(json), json, "result", TollamaJsonContext.Default.ForecastResult);
}
