namespace Tollama.Core.Api;

/// <summary>A model's nature, in the words of Ollama's clients.</summary>
public sealed record ModelDetails
{
    /// <summary>The model it was made from; empty when there is none.</summary>
    public string ParentModel { get => field ?? ""; init; }

    /// <summary><c>builtin</c> or <c>safetensors</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The runner family: <c>stats</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The same as a list.</summary>
    public IReadOnlyList<string> Families { get => field ?? []; init; }

    /// <summary>The number of weights: <c>8.7M</c>; empty when there are none.</summary>
    public string ParameterSize { get => field ?? ""; init; }

    /// <summary>How weights are stored: <c>F32</c>; empty when there are none.</summary>
    public string QuantizationLevel { get => field ?? ""; init; }

    /// <summary>How many past values it looks at; absent when it looks at all of them.</summary>
    public int? ContextLength { get; init; }
}
