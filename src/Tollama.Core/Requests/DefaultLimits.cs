using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>The defaults of a model are measured as what a request says itself.</summary>
public static class DefaultLimits
{
    /// <summary>Adds a fault for each default that is more than a request may ask for.</summary>
    /// <param name="model">The model, as users type it.</param>
    /// <param name="own">Its defaults; those that a request says itself are left out.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void Check(string model, RequestDefaults own, RequestLimits limits, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(faults);
        if (own.Horizon > limits.MaxHorizon)
        {
            faults.Add(
                "limit", [RequestFields.Horizon.Name], string.Create(CultureInfo.InvariantCulture, $"the horizon of the model '{model}' is {own.Horizon}; the limit is {limits.MaxHorizon} (TOLLAMA_MAX_HORIZON)"));
        }

        if (own.Quantiles?.Count > limits.MaxQuantiles)
        {
            faults.Add(
                "limit", [RequestFields.Quantiles.Name], string.Create(CultureInfo.InvariantCulture, $"the model '{model}' has {own.Quantiles.Count} levels of its own; the limit is {limits.MaxQuantiles}"));
        }
    }
}
