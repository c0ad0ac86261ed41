namespace Tollama.NeuralBenchmarks.Onnx;

/// <summary>A constant tensor of a graph: numbers, whole numbers, or numbers of a file.</summary>
/// <param name="Shape">Its shape.</param>
internal sealed record GraphConstant(long[] Shape)
{
    /// <summary>The numbers, if they are not in a file.</summary>
    public float[]? Numbers { get; init; }

    /// <summary>The whole numbers of a shape or an axis.</summary>
    public long[]? Integers { get; init; }

    /// <summary>The name of the file.</summary>
    public string? File { get; init; }

    /// <summary>Where in the file the numbers begin, in bytes.</summary>
    public long Offset { get; init; }
}
