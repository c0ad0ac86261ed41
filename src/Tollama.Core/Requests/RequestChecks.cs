using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Finds fields that contradict each other, or have no effect beside others.</summary>
internal static class RequestChecks
{
    /// <summary>Adds all faults.</summary>
    /// <param name="request">The request, complete with the defaults of its model.</param>
    /// <param name="shape">How it differs from that of a forecast; <see langword="null"/> for a forecast.</param>
    /// <param name="faults">Is told.</param>
    internal static void Report(ForecastRequest request, RequestShape? shape, FaultList faults)
    {
        SelectionCheck.Report(request, shape, faults);
        BoundsCheck.Report(request, faults);
        ResidualsCheck.Report(request, faults);
        InclusionCheck.Report(request, shape, faults);
        HistoryCheck.Report(request, faults);
    }
}
