namespace Tollama.Core.Api;

/// <summary>The daemon in <see cref="InfoResponse"/>.</summary>
public sealed record DaemonInfo
{
    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>When it was started.</summary>
    public required string StartedAt { get; init; }

    /// <summary>For how long it runs.</summary>
    public required long UptimeSeconds { get; init; }

    /// <summary>Where it listens: <c>127.0.0.1:11434</c>.</summary>
    public required string HostBinding { get; init; }
}
