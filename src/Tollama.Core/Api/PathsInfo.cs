namespace Tollama.Core.Api;

/// <summary>The daemon's folders in <see cref="InfoResponse"/>.</summary>
public sealed record PathsInfo
{
    /// <summary>Its home.</summary>
    public required string TollamaHome { get; init; }

    /// <summary>Its model store.</summary>
    public required string Models { get; init; }
}
