namespace Tollama.Daemon.Nixtla;

/// <summary>What is asked for in the words of Nixtla's clients.</summary>
internal enum NixtlaTask
{
    /// <summary>A forecast.</summary>
    Forecast,

    /// <summary>The fit to the history, as clients before 0.7.2 ask for it.</summary>
    HistoricForecast,

    /// <summary>Forecasts of windows at the end of the series, or with <c>full_history</c> the fit to the history.</summary>
    CrossValidation,
}
