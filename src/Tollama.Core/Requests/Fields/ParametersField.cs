using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>
/// The object <c>parameters</c>, which has two meanings: the Python tollama's settings of a request, told by their names, or else an older name of
/// <c>options</c>. It is read only: each setting has a field of its own to be written by.
/// </summary>
internal sealed class ParametersField(string name) : RequestField(
    name, FieldPlaces.Body, "Settings of the Python tollama: covariates_mode, metrics with names and mase_seasonality; else another name of options.")
{
    // Settings of one model of the Python tollama, which ours has no use for.
    private const string TimesFm = "timesfm";

    private static string Metrics => RequestFields.Metrics.Name;

    public override string? TextOf(ForecastRequest request) => null;

    internal override ForecastRequest ReadJson(ref Utf8JsonReader reader, ForecastRequest request, RequestLimits limits, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.StartObject && AreSettings(NamesOf(reader)))
        {
            return ReadSettings(ref reader, request, limits, faults);
        }

        if (request.Options is null || reader.TokenType == JsonTokenType.Null)
        {
            return RequestFields.Options.ReadJson(ref reader, request, limits, faults);
        }

        if (!faults.HasTwice(Name))
        {
            faults.Add("value", [Name], "options and parameters are two names of one thing: send options only");
        }

        reader.Skip();
        return request;
    }

    internal override void Write(Utf8JsonWriter writer, ForecastRequest request)
    {
    }

    private protected override string JsonOf(string text) => FieldReader.Quote(text);

    /// <summary>True for the names of an object that says something of the request, and for one that says nothing.</summary>
    internal static bool AreSettings(IReadOnlyList<string> names) =>
        names.Count == 0 || names.Any(name => name == RequestFields.CovariatesMode.Name || name == Metrics || name == TimesFm);

    /// <summary>The names in the object that the reader stands on. The reader is a copy.</summary>
    private static List<string> NamesOf(Utf8JsonReader reader)
    {
        List<string> names = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }

        return names;
    }

    private ForecastRequest ReadSettings(ref Utf8JsonReader reader, ForecastRequest request, RequestLimits limits, FaultList faults)
    {
        if (DuplicateNames.Find(reader) is { } twice)
        {
            ForecastRequestReader.ReportTwice([Name, .. twice], faults);
            reader.Skip();
            return request;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string setting = reader.GetString()!;
            reader.Read();
            if (setting == RequestFields.CovariatesMode.Name)
            {
                request = RequestFields.CovariatesMode.ReadJson(ref reader, request, limits, faults);
            }
            else if (setting == Metrics)
            {
                request = ReadMetrics(ref reader, request, limits, faults);
            }
            else
            {
                if (setting != TimesFm)
                {
                    ForecastRequestReader.ReportUnknown([Name], setting, [RequestFields.CovariatesMode.Name, Metrics, TimesFm], faults);
                }

                reader.Skip();
            }
        }

        return request;
    }

    private ForecastRequest ReadMetrics(ref Utf8JsonReader reader, ForecastRequest request, RequestLimits limits, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return request;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            new FieldReader(faults, Metrics, limits).Refuse(ref reader, "an object with names and mase_seasonality");
            return request;
        }

        request = request with { HasPythonMetrics = true };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string setting = reader.GetString()!;
            reader.Read();
            if (setting == "names")
            {
                request = RequestFields.Metrics.ReadJson(ref reader, request, limits, faults);
            }
            else if (setting == RequestFields.MaseSeasonality.Name)
            {
                request = RequestFields.MaseSeasonality.ReadJson(ref reader, request, limits, faults);
            }
            else
            {
                ForecastRequestReader.ReportUnknown([Name, Metrics], setting, ["names", RequestFields.MaseSeasonality.Name], faults);
                reader.Skip();
            }
        }

        return request;
    }
}
