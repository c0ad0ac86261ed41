namespace Tollama.Core.Api;

/// <summary>A model in memory in <see cref="InfoResponse"/>; <c>/api/ps</c> says more.</summary>
public sealed record LoadedInfo
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its family.</summary>
    public required string Family { get; init; }
}
