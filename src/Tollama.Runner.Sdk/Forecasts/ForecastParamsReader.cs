using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Reads forecast parameters token by token from the line: no intermediate objects, whatever the number of values.</summary>
/// <remarks>The daemon has validated the request; here is checked what a model relies on. Unknown fields are skipped: they are the daemon's.</remarks>
internal static class ForecastParamsReader
{
    /// <summary>Reads the parameters of a request.</summary>
    /// <exception cref="ProtocolException">The line is no JSON, or the parameters are not those of a forecast.</exception>
    public static ForecastParams Read(Request request)
    {
        Utf8JsonReader reader = request.ParamsReader();
        ReadOnlySpan<byte> text = request.ParamsText;
        try
        {
            ForecastParams parameters = ReadParams(ref reader, ref text);
            while (reader.Read())
            {
                // The rest of the line has to be JSON as well.
            }

            return parameters;
        }
        catch (ParameterException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidParams, "invalid params of forecast", error.Message);
        }
        catch (JsonException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidRequest, "the line is not a JSON object", error.Message);
        }
    }

    private static ForecastParams ReadParams(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text)
    {
        string? model = null;
        int horizon = 0;
        double[] quantiles = [];
        List<TimeSeries>? series = null;
        JsonElement? options = null;
        long seed = 0;
        bool failFast = false;

        Json.Expect(ref reader, JsonTokenType.StartObject, "params", "an object");
        while (Json.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("model"u8))
            {
                model = Json.ReadString(ref reader, "model");
            }
            else if (reader.ValueTextEquals("horizon"u8))
            {
                horizon = Json.ReadInt32(ref reader, "horizon");
            }
            else if (reader.ValueTextEquals("quantiles"u8))
            {
                quantiles = Json.ReadNumbers(ref reader, "quantiles") ?? [];
            }
            else if (reader.ValueTextEquals("series"u8))
            {
                series = SeriesReader.ReadAll(ref reader, ref text);
            }
            else if (reader.ValueTextEquals("options"u8))
            {
                options = Json.ReadElement(ref reader);
            }
            else if (reader.ValueTextEquals("seed"u8))
            {
                seed = Json.ReadInt64(ref reader, "seed");
            }
            else if (reader.ValueTextEquals("fail_fast"u8))
            {
                failFast = Json.ReadBoolean(ref reader, "fail_fast");
            }
            else
            {
                Json.SkipValue(ref reader);
            }
        }

        Check(model, horizon, quantiles, series);
        ForecastTask task = new() { Series = series!, Horizon = horizon, QuantileLevels = quantiles, Options = options, Seed = seed };
        return new ForecastParams(model!, task, failFast);
    }

    private static void Check(string? model, int horizon, double[] quantiles, List<TimeSeries>? series)
    {
        ParameterException.ThrowIf(string.IsNullOrEmpty(model), "model is missing");
        ParameterException.ThrowIf(horizon < 1, "horizon is missing or below 1");
        ParameterException.ThrowIf(series is not { Count: > 0 }, "series is missing or empty");
        for (int position = 0; position < quantiles.Length; position++)
        {
            bool ascends = position == 0 || quantiles[position] > quantiles[position - 1];
            ParameterException.ThrowIf(
                !ascends || !(quantiles[position] is > 0 and < 1), $"quantiles[{position}] is not between 0 and 1 or does not ascend");
        }
    }
}
