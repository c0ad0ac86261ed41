namespace Tollama.Core.Api;

/// <summary>A model was loaded or unloaded.</summary>
public sealed record LoadResponse
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>When, ISO 8601 in UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>Empty.</summary>
    public string Response { get => field ?? ""; init; }

    /// <summary>An empty message, on <c>/api/chat</c>.</summary>
    public LoadMessage? Message { get; init; }

    /// <summary>True.</summary>
    public bool Done { get; init; } = true;

    /// <summary><c>load</c> or <c>unload</c>.</summary>
    public required string DoneReason { get; init; }
}
