using System.Globalization;
using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Core.Protocol;

/// <summary>What a runner answers to <c>analyze</c>.</summary>
public sealed record AnalyzeResult
{
    /// <summary>The series in the order of the request, without those that failed.</summary>
    public IReadOnlyList<SeriesAnalysis> Analyses { get => field ?? []; init; }

    /// <summary>The series that could not be described; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>Writes the result.</summary>
    public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, TollamaJsonContext.Default.AnalyzeResult);

    /// <summary>Reads a result.</summary>
    /// <exception cref="JsonException">It is not one, or something in it is null that has to be there; the message names it.</exception>
    public static AnalyzeResult Read(ReadOnlySpan<byte> json)
    {
        AnalyzeResult result = JsonSerializer.Deserialize(json, TollamaJsonContext.Default.AnalyzeResult) ?? throw new JsonException("the result is null");
        for (int i = 0; i < result.Analyses.Count; i++)
        {
            if (result.Analyses[i] is not { Id: not null, Trend: { Direction: not null } } analysis)
            {
                throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"analyses[{i}] has no id or no trend"));
            }

            if (analysis.Anomalies.Any(anomaly => anomaly is not { Type: not null, Severity: not null }) || analysis.Seasons.Any(season => season is null))
            {
                throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"analyses[{i}] has a season or an anomaly that is null"));
            }
        }

        return result.Errors?.Any(error => error is not { Id: not null, Code: not null, Message: not null }) == true
            ? throw new JsonException("errors has one without id, code or message")
            : result;
    }
}
