namespace Tollama.Core.Api;

/// <summary><c>GET /api/info</c>, as the Python tollama has it: the daemon, its models, its runners. Commands and secrets are not told.</summary>
public sealed record InfoResponse
{
    /// <summary>The daemon.</summary>
    public required DaemonInfo Daemon { get; init; }

    /// <summary>The models.</summary>
    public required ModelsInfo Models { get; init; }

    /// <summary>The runner processes that were started since the daemon was.</summary>
    public required IReadOnlyList<RunnerInfo> Runners { get; init; }

    /// <summary>The daemon's folders; told only to clients on its machine of which it wants no key.</summary>
    public PathsInfo? Paths { get; init; }

    /// <summary>The daemon's own environment, not that of the client; told only to clients on its machine of which it wants no key.</summary>
    public IReadOnlyList<SettingInfo>? Settings { get; init; }
}
