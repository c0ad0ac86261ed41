using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests.Fields;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads the covariates of a series that do not change with time.</summary>
internal static class ConstantsReader
{
    /// <summary>Reads the object that the reader stands on.</summary>
    /// <returns>Names and values as they were sent; <see langword="null"/> for null, and for what is no object.</returns>
    public static Dictionary<string, JsonElement>? Read(ref Utf8JsonReader reader, string[] loc, CovariatesReader covariates, ReadingRules rules, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", loc, "static_covariates must be an object of names and values", FieldReader.TokenText(ref reader));
            reader.Skip();
            return null;
        }

        ValueSurvey survey = ValueSurvey.Of(reader);
        RequestLimits limits = rules.Limits;
        if (survey.Members > limits.MaxCovariates || survey.Bytes > limits.MaxStaticBytes)
        {
            faults.Add(
                "limit",
                loc,
                $"{survey.Members} static covariates of {survey.Bytes} bytes; the limits are {limits.MaxCovariates} of {limits.MaxStaticBytes} bytes together");
            reader.Skip();
            return null;
        }

        if (survey.HasBrokenText)
        {
            faults.Add("value", loc, "static_covariates has a text that is not valid Unicode");
            reader.Skip();
            return null;
        }

        covariates.Count(survey.Members, survey.Members);
        if (covariates.IsFull)
        {
            reader.Skip();
            return null;
        }

        return ReadMembers(ref reader, loc, rules, faults);
    }

    private static Dictionary<string, JsonElement> ReadMembers(ref Utf8JsonReader reader, string[] loc, ReadingRules rules, FaultList faults)
    {
        Dictionary<string, JsonElement> constants = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (NameText.IsTooLong(ref reader, rules.Limits, out string? name))
            {
                faults.Add("limit", loc, $"the name of a static covariate is longer than {rules.Limits.MaxNameLength} characters", FieldReader.TokenText(ref reader));
                reader.Skip();
                continue;
            }

            reader.Read();
            IReadOnlyList<string>? twice = rules.RefusesUnknown ? constants.ContainsKey(name!) ? [] : DuplicateNames.Find(reader) : null;
            if (twice is not null)
            {
                ForecastRequestReader.ReportTwice([.. loc, name!, .. twice], faults);
            }

            constants[name!] = JsonElement.ParseValue(ref reader);
        }

        return constants;
    }
}
