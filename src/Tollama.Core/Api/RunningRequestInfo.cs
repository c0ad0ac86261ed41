namespace Tollama.Core.Api;

/// <summary>A request that the daemon works on.</summary>
public sealed record RunningRequestInfo
{
    /// <summary>Its id: the <c>X-Request-ID</c> that the client sent, or the one that the daemon gave it.</summary>
    public required string Id { get; init; }

    /// <summary>What is done: <c>forecast</c>, <c>validate</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The model; absent until it was read.</summary>
    public string? Model { get; init; }

    /// <summary>Who asks: an address and a port, or the beginning of the digest of a key.</summary>
    public required string Client { get; init; }

    /// <summary>The time since it arrived, in milliseconds.</summary>
    public double AgeMs { get; init; }

    /// <summary>What happens to it: <c>reading</c>, <c>loading</c>, <c>waiting</c>, <c>running</c> or <c>answering</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many series are done, of how many; absent until that is known.</summary>
    public RequestProgress? Progress { get; init; }
}
