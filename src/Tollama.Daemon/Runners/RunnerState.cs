using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>What a supervisor's process slot looked like at one moment.</summary>
internal sealed record RunnerState
{
    /// <summary>The name of the launch.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the process; <see langword="null"/> when none runs.</summary>
    public int? Pid { get; init; }

    /// <summary>True if a process runs and has introduced itself.</summary>
    public bool IsAlive { get; init; }

    /// <summary>When the process was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How many processes were started after the first.</summary>
    public int Restarts { get; init; }

    /// <summary>Forecasts that wait for their answer.</summary>
    public int InFlight { get; init; }

    /// <summary>The physical memory of the process in bytes; 0 when none runs.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>How the process introduced itself: name, version, families, capabilities.</summary>
    public HelloResult? Hello { get; init; }

    /// <summary>Until when requests are refused after repeated crashes.</summary>
    public DateTimeOffset? BreakerOpenUntil { get; init; }

    /// <summary>The models that are loaded, or loaded again after a restart.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];
}
