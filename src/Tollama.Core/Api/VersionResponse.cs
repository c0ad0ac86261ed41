namespace Tollama.Core.Api;

/// <summary><c>GET /api/version</c>.</summary>
public sealed record VersionResponse
{
    /// <summary>The daemon's version.</summary>
    public required string Version { get; init; }

    /// <summary>The same under the name that every answer of tollama uses.</summary>
    public string? TollamaVersion { get; init; }

    /// <summary><c>tollama</c>; Ollama's own server has no such field.</summary>
    public string? Name { get; init; }

    /// <summary>The version of the runner protocol.</summary>
    public int? Protocol { get; init; }
}
