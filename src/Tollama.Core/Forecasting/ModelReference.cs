using System.Text.Json;

namespace Tollama.Core.Forecasting;

/// <summary>A model to load: its name and where its files are.</summary>
public sealed record ModelReference
{
    /// <summary>The family that loads it: <c>stats</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The model's name within the family: <c>theta</c>, <c>auto:fast</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Its files: from the name (<c>config.json</c>) to the absolute path of the content, whose own name means nothing. Empty for a model without weights.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the model's manifest, e.g. from a Modelfile; <see langword="null"/> when there are none.</summary>
    public JsonElement? Options { get; init; }
}
