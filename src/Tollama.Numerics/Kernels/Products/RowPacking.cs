namespace Tollama.Numerics.Kernels.Products;

/// <summary>
/// Lays the rows of a tile side by side, so that they are found from one pointer and never compete for the same lines of the cache.
/// </summary>
internal static unsafe class RowPacking
{
    /// <summary>How many inputs of one row lie together, before those of the next row.</summary>
    public const int Chunk = 128;

    /// <summary>The values that packed rows take, each.</summary>
    public static nint PackedLength(nint inputs) => (inputs + Chunk - 1) / Chunk * Chunk;

    /// <summary>Packs the rows of one tile: the first chunk of all rows, then the second, and so on.</summary>
    public static void Pack(float* x, nint stride, int rows, nint inputs, float* packed)
    {
        for (nint begin = 0; begin < inputs; begin += Chunk)
        {
            nint length = Math.Min(Chunk, inputs - begin);
            for (int row = 0; row < rows; row++)
            {
                Buffer.MemoryCopy(x + (row * stride) + begin, packed, length * sizeof(float), length * sizeof(float));
                packed += Chunk;
            }
        }
    }
}
