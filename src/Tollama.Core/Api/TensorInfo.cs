namespace Tollama.Core.Api;

/// <summary>A tensor of a model's weights.</summary>
public sealed record TensorInfo
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its elements: <c>F32</c>, <c>F16</c>, <c>BF16</c>, ….</summary>
    public required string Type { get; init; }

    /// <summary>Its sizes, outermost first; empty for a single number.</summary>
    public required IReadOnlyList<long> Shape { get; init; }
}
