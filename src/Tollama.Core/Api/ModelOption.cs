using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary>An option that requests to a model may have in <c>options</c>, and a Modelfile as a <c>PARAMETER</c>.</summary>
public sealed record ModelOption
{
    /// <summary>Its name: <c>season_length</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What values it takes, one of <see cref="OptionKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The value that holds when none is given, or a phrase such as <c>by frequency</c> where it depends on the data.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The least number; absent when it is none.</summary>
    public double? Lowest { get; init; }

    /// <summary>The greatest number; absent when there is no bound, or it is none.</summary>
    public double? Highest { get; init; }

    /// <summary>The words to choose from; absent when it is no choice.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>One line for people.</summary>
    public required string Description { get; init; }
}
