using System.Runtime.InteropServices;

namespace Tollama.Neural;

/// <summary>
/// How queries, keys, values and outputs of an attention lie in memory. Strides are the distances of two tokens, in numbers.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttentionShape
{
    /// <summary>The heads of queries and outputs.</summary>
    public required int Heads { get; init; }

    /// <summary>The heads of keys and values; each serves as many query heads as it takes.</summary>
    public required int KeyHeads { get; init; }

    /// <summary>Numbers of a query and a key of one head.</summary>
    public required int KeySize { get; init; }

    /// <summary>Numbers of a value of one head.</summary>
    public required int ValueSize { get; init; }

    public required int QueryStride { get; init; }

    public required int KeyStride { get; init; }

    public required int ValueStride { get; init; }

    public required int OutputStride { get; init; }

    /// <summary>What the products of queries and keys are multiplied with.</summary>
    public required float Scale { get; init; }

    /// <summary>The usual shape: one projection holds the queries, keys and values of as many heads.</summary>
    public static AttentionShape Fused(int heads, int headSize, float scale) => new()
    {
        Heads = heads,
        KeyHeads = heads,
        KeySize = headSize,
        ValueSize = headSize,
        QueryStride = 3 * heads * headSize,
        KeyStride = 3 * heads * headSize,
        ValueStride = 3 * heads * headSize,
        OutputStride = heads * headSize,
        Scale = scale,
    };
}
