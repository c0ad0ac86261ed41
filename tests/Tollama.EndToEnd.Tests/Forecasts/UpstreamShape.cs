using System.Text.Json;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Where an answer of ours differs from one of the Python tollama to the same request: a line a place.</summary>
internal static class UpstreamShape
{
    // What both must say alike. Other fields need the same kind of value only: times, versions, digests.
    private static readonly string[] Equal =
    [
        "aggregate", "data_quality_score", "deleted", "detected_frequency", "direction", "failed", "freq", "horizon", "id", "mean", "models", "ok", "quantiles", "r2",
        "requested_models", "requested_scenarios", "scenario", "seasonality_periods", "slope", "stationarity_flag", "status", "status_code", "succeeded", "valid", "values",
    ];

    /// <summary>The differences, each once: <c>forecasts[].start_timestamp: other value</c>.</summary>
    /// <param name="theirs">Its answer.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="isStrict">Whether a field that theirs does not have is a difference: its client refuses such a one.</param>
    internal static IReadOnlyList<string> Differences(JsonElement theirs, JsonElement ours, bool isStrict) =>
        [.. Differences(theirs, ours, isStrict, path: "", mustEqual: false).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Differences(JsonElement theirs, JsonElement ours, bool isStrict, string path, bool mustEqual)
    {
        if (theirs.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (KindOf(theirs) != KindOf(ours))
        {
            return [$"{path}: other kind"];
        }

        return theirs.ValueKind switch
        {
            JsonValueKind.Object => OfObjects(theirs, ours, isStrict, path, mustEqual),
            JsonValueKind.Array => OfArrays(theirs, ours, isStrict, path, mustEqual),
            _ when mustEqual && !AreEqual(theirs, ours) => [$"{path}: other value"],
            _ => [],
        };
    }

    private static IEnumerable<string> OfObjects(JsonElement theirs, JsonElement ours, bool isStrict, string path, bool mustEqual)
    {
        foreach (JsonProperty field in theirs.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            string place = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (!ours.TryGetProperty(field.Name, out JsonElement own) || own.ValueKind == JsonValueKind.Null)
            {
                yield return $"{place}: missing";
                continue;
            }

            foreach (string difference in Differences(field.Value, own, isStrict, place, mustEqual || Equal.Contains(field.Name)))
            {
                yield return difference;
            }
        }

        foreach (JsonProperty field in isStrict ? ours.EnumerateObject().Where(field => !theirs.TryGetProperty(field.Name, out _)) : default(IEnumerable<JsonProperty>) ?? [])
        {
            yield return $"{(path.Length == 0 ? field.Name : $"{path}.{field.Name}")}: more";
        }
    }

    private static IEnumerable<string> OfArrays(JsonElement theirs, JsonElement ours, bool isStrict, string path, bool mustEqual)
    {
        if (mustEqual && theirs.GetArrayLength() != ours.GetArrayLength())
        {
            yield return $"{path}: other length";
        }

        foreach (string difference in theirs.EnumerateArray().Zip(ours.EnumerateArray()).SelectMany(pair => Differences(pair.First, pair.Second, isStrict, $"{path}[]", mustEqual)))
        {
            yield return difference;
        }
    }

    private static JsonValueKind KindOf(JsonElement value) => value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private static bool AreEqual(JsonElement theirs, JsonElement ours) => theirs.ValueKind == JsonValueKind.Number
        ? Math.Abs(theirs.GetDouble() - ours.GetDouble()) <= 1e-9 * Math.Max(1, Math.Abs(theirs.GetDouble()))
        : string.Equals(theirs.ToString(), ours.ToString(), StringComparison.Ordinal);
}
