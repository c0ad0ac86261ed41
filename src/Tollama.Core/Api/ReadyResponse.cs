namespace Tollama.Core.Api;

/// <summary><c>GET /health/ready</c>.</summary>
public sealed record ReadyResponse
{
    /// <summary><c>ok</c>, <c>draining</c> or <c>degraded</c>.</summary>
    public required string Status { get; init; }

    /// <summary>True when <see cref="Status"/> is <c>ok</c>.</summary>
    public bool Healthy => Status == "ok";

    /// <summary><c>ok</c>, or why it cannot be read or written.</summary>
    public required string Store { get; init; }

    /// <summary>Free bytes on the store's disk.</summary>
    public required long DiskFree { get; init; }

    /// <summary>Requests that wait.</summary>
    public required int Queue { get; init; }

    /// <summary>Runner processes alive.</summary>
    public required int Runners { get; init; }
}
