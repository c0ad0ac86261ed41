namespace Tollama.Core.Api;

/// <summary><c>GET /api/ps</c>: the loaded models, longest remaining first.</summary>
public sealed record PsResponse
{
    /// <summary>The models; empty, never null.</summary>
    public required IReadOnlyList<RunningModel> Models { get; init; }
}
