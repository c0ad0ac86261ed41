namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>Rotations of queries and keys by their positions.</summary>
internal sealed class RotaryCache
{
    private readonly TwinGraph _twin;
    private readonly int _size;
    private readonly string _cosines;
    private readonly string _sines;
    private readonly string _start;

    /// <summary>The angles of all positions.</summary>
    /// <param name="twin">The graph.</param>
    /// <param name="size">The numbers of a head that are rotated.</param>
    /// <param name="rotationBase">The base.</param>
    /// <param name="positions">How many positions.</param>
    public RotaryCache(TwinGraph twin, int size, double rotationBase, long positions)
    {
        int half = size / 2;
        double[] angles = [.. Enumerable.Range(0, (int)positions * half).Select(i => i / half * Math.Pow(rotationBase, -2.0 * (i % half) / size))];
        _twin = twin;
        _size = size;
        _cosines = twin.Graph.Constant([.. angles.Select(angle => (float)Math.Cos(angle))], positions, half);
        _sines = twin.Graph.Constant([.. angles.Select(angle => (float)Math.Sin(angle))], positions, half);
        _start = twin.Graph.Constant([0L], 1);
    }

    /// <summary>Rotates all of each head, number <c>i</c> with number <c>i + size / 2</c>.</summary>
    public string Halves(string x, AttentionSizes sizes) => Rotate(x, sizes, ("interleaved", 0L));

    /// <summary>Rotates the first numbers of each head, number <c>2 i</c> with number <c>2 i + 1</c>.</summary>
    public string Pairs(string x, AttentionSizes sizes) =>
        Rotate(x, sizes, ("interleaved", 1L), ("num_heads", sizes.Heads), ("rotary_embedding_dim", (long)_size));

    private string Rotate(string x, AttentionSizes sizes, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        long width = sizes.Heads * sizes.Size;
        string rotated = _twin.Graph.RuntimeNode("RotaryEmbedding", [_twin.Reshape(x, sizes.Series, sizes.Queries, width), _start, _cosines, _sines], attributes);
        return _twin.Reshape(rotated, sizes.Series * sizes.Queries, width);
    }
}
