namespace Tollama.Core.Protocol;

/// <summary>Which model to unload.</summary>
public sealed record UnloadParams
{
    /// <summary>The name given when it was loaded.</summary>
    public required string Model { get; init; }
}
