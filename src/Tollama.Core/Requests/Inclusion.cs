namespace Tollama.Core.Requests;

/// <summary>What an answer has beside what is always in it.</summary>
public enum Inclusion
{
    /// <summary>The one-step forecast of each value of the history.</summary>
    Fitted,

    /// <summary>Each value of the history minus its one-step forecast.</summary>
    Residuals,

    /// <summary>Level, trend and seasons of the history.</summary>
    Components,

    /// <summary>The parameters that the model estimated.</summary>
    Parameters,

    /// <summary>What each covariate adds to history and forecast.</summary>
    Effects,

    /// <summary>Of a backtest: the forecasts of all windows.</summary>
    Forecasts,
}
