namespace Tollama.Core.Api;

/// <summary><c>POST /api/copy</c>.</summary>
public sealed record CopyRequest
{
    /// <summary>The installed model.</summary>
    public required string Source { get; init; }

    /// <summary>The new name.</summary>
    public required string Destination { get; init; }

    /// <summary>True to replace a model of the registry.</summary>
    public bool? Force { get; init; }
}
