using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Checks how large the answer to a request would be.</summary>
public static class RequestSize
{
    /// <summary>Adds a fault if the answer would have more numbers than the limits allow.</summary>
    /// <param name="series">How many series there are.</param>
    /// <param name="request">The request; without a horizon it forecasts nothing. The steps of a gap are forecast, too.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="faults">Is told.</param>
    public static void Check(int series, ForecastRequest request, RequestLimits limits, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(faults);
        long steps = (request.Gap ?? 0) + (long)(request.Horizon ?? 1);
        if (request.Gap is > 0 and { } gap && steps > limits.MaxHorizon)
        {
            faults.Add(
                "limit",
                [RequestFields.Gap.Name],
                $"a gap of {CountText.Of(gap, "step", "steps")} and a horizon of {request.Horizon ?? 1} are {steps} steps after the last value; the limit is {limits.MaxHorizon} (TOLLAMA_MAX_HORIZON)");
            return;
        }

        string counted = request.Gap is > 0 ? "(gap + horizon)" : RequestFields.Horizon.Name;
        long ofOne = steps * (1 + (request.Quantiles?.Count ?? 0) + (request.Paths ?? 0));
        string parts = request.Paths is null ? "(1 + quantiles)" : "(1 + quantiles + paths)";
        Int128 ofAll = (Int128)ofOne * series;
        if (ofOne > limits.MaxSeriesForecastValues)
        {
            faults.Add(
                "limit",
                [RequestFields.Horizon.Name],
                $"the forecast of one series would have {ofOne} numbers ({counted} x {parts}); the limit is {limits.MaxSeriesForecastValues}: ask for fewer steps{(request.Paths is null ? "" : ", paths")} or levels");
        }
        else if (ofAll > limits.MaxForecastValues)
        {
            faults.Add(
                "limit",
                [RequestFields.Horizon.Name],
                $"the answer would have {ofAll} numbers (series x {counted} x {parts}); the limit is {limits.MaxForecastValues} (TOLLAMA_MAX_FORECAST_VALUES): send fewer series at once");
        }
    }
}
