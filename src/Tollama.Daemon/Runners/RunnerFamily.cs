namespace Tollama.Daemon.Runners;

/// <summary>A family of models and the process that serves it.</summary>
internal sealed record RunnerFamily
{
    /// <summary>The family's name, as in model manifests.</summary>
    public required string Name { get; init; }

    /// <summary>How its process is started.</summary>
    public required RunnerLaunch Launch { get; init; }

    /// <summary>True if each model gets a process of its own, so that unloading it frees its memory for certain.</summary>
    public required bool Exclusive { get; init; }

    /// <summary>How the process for large work is started; <see langword="null"/> if there is none, so that <see cref="Launch"/> serves all.</summary>
    public RunnerLaunch? LargeLaunch { get; init; }

    /// <summary>True if work of this size has the process of <see cref="LargeLaunch"/>.</summary>
    public bool IsApart(bool isLarge) => isLarge && LargeLaunch is not null;
}
