namespace Tollama.Soak.Wire;

/// <summary>The part of the daemon that answers a request.</summary>
internal enum Area
{
    /// <summary>Lists, health, metrics: nothing that goes wrong elsewhere touches them.</summary>
    Lists,

    /// <summary>Forecasts, loads and unloads: runners answer.</summary>
    Forecasts,

    /// <summary>What is written to or read from the disk.</summary>
    Store,

    /// <summary>Pulls: the disk and the hub.</summary>
    Pulls,
}
