using System.Globalization;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Core.Protocol;

/// <summary>What a runner answers to <c>forecast</c>.</summary>
public sealed record ForecastResult
{
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
    /// <exception cref="JsonException">It is not one, or something in it is null that has to be there; the message names it.</exception>
    public static ForecastResult Read(ReadOnlySpan<byte> json)
    {
        ForecastResult result = JsonSerializer.Deserialize(json, TollamaJsonContext.Default.ForecastResult) ?? throw new JsonException("the result is null");
        return FaultOf(result) is { } fault ? throw new JsonException(fault) : result;
    }

    // The serializer takes null wherever a type is a reference, whatever the type says of it.
    private static string? FaultOf(ForecastResult result)
    {
        IReadOnlyList<SeriesError> errors = result.Errors ?? [];
        return FirstNull("warnings", result.Warnings)
            ?? First("forecasts", result.Forecasts, forecast => forecast is null ? "" : forecast.Id is null ? ".id" : FirstNull(".warnings", forecast.Warnings, sentence: false))
            ?? First("errors", errors, error => error is null ? "" : error.Id is null ? ".id" : error.Code is null ? ".code" : error.Message is null ? ".message" : null);
    }

    private static string? First<T>(string list, IReadOnlyList<T> items, Func<T, string?> placeOfNull)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (placeOfNull(items[i]) is { } place)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]{place} is null");
            }
        }

        return null;
    }

    private static string? FirstNull(string list, IReadOnlyList<string>? texts, bool sentence = true)
    {
        for (int i = 0; i < (texts?.Count ?? 0); i++)
        {
            if (texts![i] is null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]{(sentence ? " is null" : "")}");
            }
        }

        return null;
    }
}
