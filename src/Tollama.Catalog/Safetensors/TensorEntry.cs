namespace Tollama.Catalog.Safetensors;

/// <summary>One tensor of a safetensors file: what it is and where its bytes are.</summary>
public sealed record TensorEntry
{
    /// <summary>The tensor's name, unique in its file.</summary>
    public required string Name { get; init; }

    /// <summary>The format of its numbers.</summary>
    public required TensorType Type { get; init; }

    /// <summary>The size of each dimension, outermost first; empty for a single number. The last dimension is contiguous.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>The first byte, counted from the start of the data (<see cref="SafetensorsHeader.DataStart"/>).</summary>
    public required long Begin { get; init; }

    /// <summary>The byte after the last one, counted as <see cref="Begin"/>.</summary>
    public required long End { get; init; }

    /// <summary>How many bytes it takes.</summary>
    public long ByteLength => End - Begin;

    /// <summary>How many numbers it holds; 1 for an empty shape.</summary>
    public long ElementCount => ByteLength / Type.Size();

    /// <summary>The shape as text: <c>[768, 3072]</c>.</summary>
    public string ShapeText => TextOf(Shape);

    internal static string TextOf(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
