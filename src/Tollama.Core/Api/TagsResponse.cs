namespace Tollama.Core.Api;

/// <summary><c>GET /api/tags</c>: the installed models, newest first.</summary>
public sealed record TagsResponse
{
    /// <summary>The models; empty, never null.</summary>
    public required IReadOnlyList<ModelEntry> Models { get; init; }
}
