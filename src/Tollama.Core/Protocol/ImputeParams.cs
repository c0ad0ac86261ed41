using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Requests.Bodies;
using Tollama.Core.Series;

namespace Tollama.Core.Protocol;

/// <summary>The parameters of <c>impute</c>: series, and how their missing values are filled.</summary>
/// <param name="Series">The series; of their fields the name, the frequency, the time stamps and the values.</param>
/// <param name="Settings">How they are filled.</param>
public sealed record ImputeParams(IReadOnlyList<TimeSeries> Series, ImputationSettings Settings)
{
    private const string SettingsName = "settings";

    private static readonly ReadingRules Rules = ReadingRules.OfRunner with { Shape = new RequestShape([SettingsName], NeedsModel: false) { Fields = [] } };

    /// <summary>Writes the parameters.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="shortTimes">Whether the runner knows <c>start_timestamp</c>.</param>
    public void Write(Utf8JsonWriter writer, bool shortTimes)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WritePropertyName(SettingsName);
        JsonSerializer.Serialize(writer, Settings, TollamaJsonContext.Default.ImputationSettings);
        writer.WritePropertyName("series"u8);
        SeriesWriter.WriteAll(writer, Series, FieldPlaces.Runner, shortTimes);
        writer.WriteEndObject();
    }

    /// <summary>Reads parameters. Unknown fields are passed over: that is how the protocol grows.</summary>
    /// <param name="reader">A reader before the object.</param>
    /// <param name="text">The text that the reader reads; the parameters refer to it.</param>
    /// <param name="faults">Receives every fault; with one the result is of no use.</param>
    /// <exception cref="JsonException">The text is no JSON, or the settings are none.</exception>
    public static ImputeParams Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ForecastRequest request = ForecastRequestReader.Read(ref reader, text, Rules, faults, defaults: null);
        ImputationSettings? settings = request.Extras.TryGetValue(SettingsName, out JsonElement sent)
            ? sent.Deserialize(TollamaJsonContext.Default.ImputationSettings)
            : null;
        return new ImputeParams(request.Series, settings ?? new ImputationSettings());
    }
}
