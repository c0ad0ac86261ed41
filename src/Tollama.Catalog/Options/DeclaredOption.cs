using System.Text.Json.Nodes;
using Tollama.Core.Api;

namespace Tollama.Catalog;

/// <summary>An entry of <c>options.json</c>.</summary>
internal sealed record DeclaredOption
{
    public required string Name { get; init; }

    /// <summary>The models or families for which it holds; empty for all that no other entry of this name is for.</summary>
    public IReadOnlyList<string> Of { get => field ?? []; init; }

    public required string Kind { get; init; }

    public JsonNode? Default { get; init; }

    public double? Lowest { get; init; }

    public double? Highest { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    public required string Description { get; init; }

    /// <summary>For a flag: with true, the forecast of a series depends on the other series of its request.</summary>
    public bool JoinsSeries { get; init; }

    public ModelOption ToOption() => new()
    {
        Name = Name,
        Kind = Kind,
        Default = Default,
        Lowest = Lowest,
        Highest = Highest,
        Choices = Choices,
        Description = Description,
    };
}
