namespace Tollama.Core.Protocol;

/// <summary>The methods of the runner protocol, and its version.</summary>
public static class RunnerMethods
{
    /// <summary>The version of the protocol that this library speaks.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>The version of a runner that does not say which it speaks.</summary>
    public const int FirstVersion = 1;

    /// <summary>The first request on a new runner: names and versions are exchanged.</summary>
    public const string Hello = "hello";

    /// <summary>Loads a model.</summary>
    public const string Load = "load";

    /// <summary>Unloads a model that was loaded.</summary>
    public const string Unload = "unload";

    /// <summary>Forecasts with a loaded model.</summary>
    public const string Forecast = "forecast";

    /// <summary>Describes series: seasons, trend, anomalies. Needs no model.</summary>
    public const string Analyze = "analyze";

    /// <summary>Fills missing values of series. Needs no model.</summary>
    public const string Impute = "impute";

    /// <summary>Draws sample paths from forecasts, whoever made them. Needs no model.</summary>
    public const string Sample = "sample";

    /// <summary>Ends a request that is still running.</summary>
    public const string Cancel = "cancel";

    /// <summary>Asks for a sign of life.</summary>
    public const string Ping = "ping";

    /// <summary>A capability, not a method: the runner understands <c>start_timestamp</c> with <c>freq</c> in place of all time stamps of a series.</summary>
    public const string ShortTimes = "start_timestamp";

    /// <summary>
    /// A capability, not a method: the series of a request may be sent in several <c>forecast</c> requests, because the forecast of a series does not depend on the
    /// others (unless an option of the request says so).
    /// </summary>
    public const string Parts = "forecast_parts";
}
