namespace Tollama.Core.Protocol;

/// <summary>Which request to end.</summary>
public sealed record CancelParams
{
    /// <summary>The id of the request.</summary>
    public required string Target { get; init; }
}
