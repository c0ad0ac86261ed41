namespace Tollama.Daemon.Nixtla;

/// <summary>What answers requests of Nixtla's clients.</summary>
/// <param name="Forecasts">What follows each series.</param>
/// <param name="Windows">Windows at the end of each series.</param>
/// <param name="History">The fit to the history.</param>
/// <param name="Detection">Anomalies.</param>
/// <param name="Simulation">Sample paths.</param>
internal sealed record NixtlaOperations(NixtlaForecasts Forecasts, NixtlaWindows Windows, NixtlaHistory History, NixtlaDetection Detection, NixtlaSimulation Simulation)
{
    /// <summary>Answers a request of cross validation, which may ask for the fit to the history instead.</summary>
    internal Task<NixtlaAnswer> ValidateAsync(NixtlaVisit visit) => visit.Request.FullHistory ? History.AnswerAsync(visit) : Windows.AnswerAsync(visit);
}
