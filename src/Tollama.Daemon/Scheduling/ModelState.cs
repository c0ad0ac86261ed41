namespace Tollama.Daemon.Scheduling;

/// <summary>Where a model is in its life.</summary>
internal enum ModelState
{
    /// <summary>Its runner is loading it.</summary>
    Loading,

    /// <summary>Loaded, idle or at work.</summary>
    Ready,

    /// <summary>Being unloaded once its requests are answered.</summary>
    Stopping,
}
