using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary><c>POST /api/pull</c>.</summary>
public sealed record PullRequest
{
    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The same, under its older name; <see cref="Model"/> wins.</summary>
    public string? Name { get; init; }

    /// <summary>True (the default) for progress lines.</summary>
    public bool? Stream { get; init; }

    /// <summary>True to accept the model's licence.</summary>
    public bool? AcceptLicense { get; init; }

    /// <summary>True to skip the check of the hub's certificate.</summary>
    public bool? Insecure { get; init; }

    /// <summary>Another revision than the pinned one.</summary>
    public string? Revision { get; init; }

    /// <summary>True to pull again what is installed.</summary>
    public bool? Force { get; init; }

    /// <summary>True to ask the hub for nothing: succeeds if the model is here whole.</summary>
    public bool? Offline { get; init; }

    /// <summary>The same, under the name that hubs' clients have for it.</summary>
    public bool? LocalFilesOnly { get; init; }

    /// <summary>The highest download rate: bytes a second, or a size (<c>"2MB"</c>). Absent for the daemon's own limit.</summary>
    public JsonNode? LimitRate { get; init; }
}
