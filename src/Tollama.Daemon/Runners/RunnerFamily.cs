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
}
