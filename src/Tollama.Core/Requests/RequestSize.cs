using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Checks how large the answer to a request would be.</summary>
public static class RequestSize
{
    /// <summary>Adds a fault if the answer would have more numbers than the limits allow.</summary>
    /// <param name="series">How many series there are.</param>
    /// <param name="request">The request, with a horizon.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="faults">Is told.</param>
    public static void Check(int series, ForecastRequest request, RequestLimits limits, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(faults);
        long values = (long)series * request.Horizon!.Value * (1 + (request.Quantiles?.Count ?? 0));
        if (values > limits.MaxForecastValues)
        {
            faults.Add(
                "limit",
                [RequestFields.Horizon.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the answer would have {values} numbers (series x horizon x (1 + quantiles)); the limit is {limits.MaxForecastValues}: send fewer series at once"));
        }
    }
}
