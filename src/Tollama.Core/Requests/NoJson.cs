using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Core.Requests;

/// <summary>Says what is wrong with a body that is no JSON.</summary>
internal static class NoJson
{
    /// <summary>Adds the fault. What Python writes where it has no number is left in the body where nothing may be missing, and is named.</summary>
    internal static void Report(JsonException exception, ReadOnlySpan<byte> body, FaultList faults)
    {
        if (BareNumbers.FindFirst(body) is ({ } word, { Count: > 0 } path))
        {
            string name = Excerpt.Of(path[^1]);
            faults.Add("value", path, $"{name} is {word}; a number is needed there, or nothing. Only in lists of numbers and in static_covariates does NaN stand for a missing value");
            return;
        }

        faults.Add("json", [], $"the body is not valid JSON: {CauseText.Of(exception)}");
    }
}
