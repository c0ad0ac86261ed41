using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Core.Protocol;

/// <summary>The parameters of <c>forecast</c>: those fields of a request that concern a model, with the series.</summary>
/// <param name="Request">The request; of its fields those count that <see cref="FieldPlaces.Runner"/> has. Its model is the name given when it was loaded.</param>
public sealed record ForecastParams(ForecastRequest Request)
{
    /// <summary>What the model is asked for.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: lengths do not fit.</exception>
    public ForecastTask ToTask() => new()
    {
        Panel = new Panel(Request.Series, Request.Horizon ?? 1),
        QuantileLevels = Request.Quantiles ?? [],
        Options = Request.Options,
        Seed = Request.Seed ?? 0,
        WantsErrorWeights = Request.Paths is > 0,
        Include = Request.Include ?? [],
    };

    /// <summary>Writes the parameters.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="shortTimes">Whether the runner knows <c>start_timestamp</c>: then it stands for the time stamps where frequency and length tell the others.</param>
    public void Write(Utf8JsonWriter writer, bool shortTimes)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ForecastRequestWriter.Write(writer, Request, Request.Series, FieldPlaces.Runner, shortTimes);
    }

    /// <summary>Reads parameters. Unknown fields are passed over: that is how the protocol grows.</summary>
    /// <param name="reader">A reader before the object.</param>
    /// <param name="text">The text that the reader reads; the parameters refer to it.</param>
    /// <param name="faults">Receives every fault; with one the result is of no use.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ForecastParams Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return new ForecastParams(ForecastRequestReader.Read(ref reader, text, ReadingRules.OfRunner, faults, defaults: null));
    }
}
