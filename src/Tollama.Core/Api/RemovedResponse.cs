namespace Tollama.Core.Api;

/// <summary><c>DELETE /v1/models/{name}</c>.</summary>
public sealed record RemovedResponse
{
    /// <summary>True.</summary>
    public required bool Removed { get; init; }

    /// <summary>The model.</summary>
    public required string Name { get; init; }
}
