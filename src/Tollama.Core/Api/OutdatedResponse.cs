namespace Tollama.Core.Api;

/// <summary>Which installed models have a newer revision on the hub (<c>GET /api/outdated</c>).</summary>
public sealed record OutdatedResponse
{
    /// <summary>The installed models that came from a hub, by name.</summary>
    public required IReadOnlyList<OutdatedModel> Models { get; init; }
}
