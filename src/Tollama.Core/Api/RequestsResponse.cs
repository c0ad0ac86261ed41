namespace Tollama.Core.Api;

/// <summary>The answer of <c>GET /api/requests</c>: what the daemon works on.</summary>
public sealed record RequestsResponse
{
    /// <summary>The requests, the oldest first.</summary>
    public IReadOnlyList<RunningRequestInfo> Requests { get => field ?? []; init; }
}
