namespace Tollama.Core.Api;

/// <summary>What a history is made of: <c>trend + seasonal + remainder</c>, or their product where <see cref="Multiplicative"/> says so; a number a value each.</summary>
public sealed record SeriesComponents
{
    /// <summary>Level and trend.</summary>
    public required double[] Trend { get; init; }

    /// <summary>The seasons by their length in values: <c>"12"</c>; empty when there is none.</summary>
    public required IReadOnlyDictionary<string, double[]> Seasonal { get; init; }

    /// <summary>What is left; <c>null</c> where a value is missing.</summary>
    public required double[] Remainder { get; init; }

    /// <summary>True when the seasons multiply the trend; absent when they are added to it.</summary>
    public bool? Multiplicative { get; init; }

    /// <summary>Whose components they are: those of the model, or of a decomposition beside it.</summary>
    public required string Method { get; init; }
}
