using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Refuses a length of a history that is not sent back.</summary>
internal static class HistoryCheck
{
    /// <summary>Adds a fault when a length is given and no history is asked for.</summary>
    public static void Report(ForecastRequest request, FaultList faults)
    {
        if (request.HistoryLength is not null && request.IncludeHistory != true)
        {
            string name = RequestFields.HistoryLength.Name;
            faults.Add("value", [name], $"{name} has no effect without {RequestFields.IncludeHistory.With("true")}; send both");
        }
    }
}
