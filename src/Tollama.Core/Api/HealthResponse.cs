namespace Tollama.Core.Api;

/// <summary><c>GET /health/live</c>.</summary>
public sealed record HealthResponse
{
    /// <summary><c>ok</c>.</summary>
    public required string Status { get; init; }
}
