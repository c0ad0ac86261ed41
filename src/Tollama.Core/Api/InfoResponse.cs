namespace Tollama.Core.Api;

/// <summary><c>GET /api/info</c>, as the Python tollama has it: the daemon, its models, its runners. Paths, commands and secrets are not told.</summary>
public sealed record InfoResponse
{
    /// <summary>The daemon.</summary>
    public required DaemonInfo Daemon { get; init; }

    /// <summary>The models.</summary>
    public required ModelsInfo Models { get; init; }

    /// <summary>The runner processes that were started since the daemon was.</summary>
    public required IReadOnlyList<RunnerInfo> Runners { get; init; }
}
