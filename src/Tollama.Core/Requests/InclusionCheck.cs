using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Refuses to include what only another operation has.</summary>
internal static class InclusionCheck
{
    /// <summary>Adds a fault when a forecast is asked for the forecasts of a backtest.</summary>
    /// <param name="request">The request.</param>
    /// <param name="shape">Its shape; <see langword="null"/> for a forecast.</param>
    /// <param name="faults">Receives the fault.</param>
    public static void Report(ForecastRequest request, RequestShape? shape, FaultList faults)
    {
        if (shape is null && request.Include?.Contains(Inclusion.Forecasts) == true)
        {
            string name = RequestFields.Include.Name;
            faults.Add(
                "value",
                [name],
                $"{RequestFields.Include.With("forecasts")} is of a backtest; a forecast has fitted, residuals, components, parameters and effects");
        }
    }
}
