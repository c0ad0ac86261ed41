namespace Tollama.Stats;

/// <summary>Demand that is often zero, as automatic choice forecasts it.</summary>
internal static class IntermittentLevel
{
    private static readonly SmoothedDemand Method = new();

    /// <summary>Fits <see cref="SmoothedDemand"/>.</summary>
    /// <param name="history">The history.</param>
    /// <param name="method">What is said of it.</param>
    public static Predictor Fit(History history, string method) => Method.FitAs(history, method);
}
