using System.Text.Json;

namespace Tollama.Core.Protocol;

/// <summary>Which model to load, and from where.</summary>
public sealed record LoadParams
{
    /// <summary>The name under which later requests speak of it: the installed model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The family that loads it.</summary>
    public required string Family { get; init; }

    /// <summary>The model within the family, when it is not called as the installed model is.</summary>
    public string? Variant { get; init; }

    /// <summary>Its files: from the name (<c>config.json</c>) to the absolute path of the content; none for a model without weights.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }

    /// <summary>Settings from its manifest.</summary>
    public JsonElement? Options { get; init; }
}
