using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Operations;

/// <summary>Reads what a request for an analysis has beside its series, and collects the faults.</summary>
internal static class AnalysisReader
{
    private const string Details = "details";
    private const int MostSeasons = 10;
    private const double MostRanges = 1000;

    private static readonly string Parameters = RequestFields.Parameters.Name;

    private static readonly string[] Known = ["max_points", "max_lag", "top_k_seasonality", "anomaly_iqr_k"];

    /// <summary>What such a request has.</summary>
    internal static RequestShape Shape { get; } = new([Parameters, Details], NeedsModel: false)
    {
        Fields =
        [
            RequestFields.Freq, RequestFields.TimeZone, RequestFields.OnBadData, RequestFields.Strict, RequestFields.Duplicates,
            RequestFields.ResponseOptions, RequestFields.Timeout,
        ],
        Check = (extras, _, faults) => Read(extras, faults),
    };

    /// <summary>The call.</summary>
    /// <param name="call">What was read, without faults.</param>
    internal static AnalysisCall Read(ForecastCall call)
    {
        (AnalysisSettings settings, bool hasDetails) = Read(call.Request.Extras, new FaultList());
        return new AnalysisCall(call, settings, hasDetails);
    }

    private static (AnalysisSettings Settings, bool HasDetails) Read(IReadOnlyDictionary<string, JsonElement> extras, FaultList faults)
    {
        AnalysisSettings settings = extras.TryGetValue(Parameters, out JsonElement sent) && sent.ValueKind != JsonValueKind.Null
            ? ReadSettings(sent, faults)
            : new AnalysisSettings();
        JsonElement details = extras.GetValueOrDefault(Details);
        if (details.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add("type", [Details], $"{Details} must be true or false, not {Excerpt.Of(details.GetRawText())}");
        }

        return (settings, details.ValueKind == JsonValueKind.True);
    }

    private static AnalysisSettings ReadSettings(JsonElement sent, FaultList faults)
    {
        if (sent.ValueKind != JsonValueKind.Object)
        {
            faults.Add("type", [Parameters], $"{Parameters} must be an object with {string.Join(", ", Known)}");
            return new AnalysisSettings();
        }

        foreach (JsonProperty property in sent.EnumerateObject().Where(property => !Known.Contains(property.Name)))
        {
            faults.Add("unknown_field", [Parameters, property.Name], $"unknown field '{Excerpt.Of(property.Name)}'; known fields are {string.Join(", ", Known)}");
        }

        return new AnalysisSettings(
            Whole(sent, Known[0], int.MaxValue, AnalysisSettings.UsualPoints, faults),
            Whole(sent, Known[1], int.MaxValue, int.MaxValue, faults),
            Whole(sent, Known[2], MostSeasons, AnalysisSettings.UsualSeasons, faults),
            Ranges(sent, faults));
    }

    private static int Whole(JsonElement sent, string name, int most, int usual, FaultList faults)
    {
        if (!sent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return usual;
        }

        if (JsonNumber.TryReadWhole(value, out long number) && number >= 1 && number <= most)
        {
            return (int)number;
        }

        faults.Add("value", [Parameters, name], FormattableString.Invariant($"{name} must be a whole number from 1 to {most}, not {Excerpt.Of(value.GetRawText())}"));
        return usual;
    }

    private static double Ranges(JsonElement sent, FaultList faults)
    {
        string name = Known[3];
        if (!sent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return AnalysisSettings.UsualRanges;
        }

        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is > 0 and <= MostRanges and var ranges)
        {
            return ranges;
        }

        faults.Add(
            "value", [Parameters, name], FormattableString.Invariant($"{name} must be a number above 0, at most {MostRanges}, not {Excerpt.Of(value.GetRawText())}"));
        return AnalysisSettings.UsualRanges;
    }
}
