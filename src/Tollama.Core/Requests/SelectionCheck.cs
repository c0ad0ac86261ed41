using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Refuses settings of a backtest in a request that runs none.</summary>
internal static class SelectionCheck
{
    private static readonly RequestField[] OfBacktests = [RequestFields.Models, RequestFields.Windows, RequestFields.Step];

    /// <summary>Adds a fault for each setting that says how a model is chosen, where none is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="shape">How the request differs from that of a forecast; <see langword="null"/> for a forecast.</param>
    /// <param name="faults">Is told.</param>
    public static void Report(ForecastRequest request, RequestShape? shape, FaultList faults)
    {
        if (request.Select is not null || shape?.Has(RequestFields.Select) == false)
        {
            return;
        }

        foreach (RequestField field in OfBacktests.Where(field => field.TextOf(request) is not null))
        {
            faults.Add(
                "value",
                [field.Name],
                $"{field.Name} says how a model is chosen by a backtest, and a forecast chooses none: add {RequestFields.Select.With("series")} or {RequestFields.Select.With("table")}, "
                + $"or leave {field.Name} out; a backtest by itself is POST /api/backtest");
        }
    }
}
