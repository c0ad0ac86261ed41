namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>Fewer than sixteen values at the end of a row: they go through the same arithmetic as a full block.</summary>
internal static unsafe class PartialBlock<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    /// <summary>Values from memory, the missing ones filled up.</summary>
    public static TBlock Load(float* source, nint count, float fill = 0f)
    {
        ScalarBlock values = ScalarBlock.Broadcast(fill);
        new ReadOnlySpan<float>(source, (int)count).CopyTo(values);
        return TBlock.Load((float*)&values);
    }

    /// <summary>Codes from memory, the missing ones zero.</summary>
    public static TBlock LoadCodes(ushort* source, nint count)
    {
        ushort* codes = stackalloc ushort[ScalarBlock.Size];
        new Span<ushort>(codes, ScalarBlock.Size).Clear();
        new ReadOnlySpan<ushort>(source, (int)count).CopyTo(new Span<ushort>(codes, ScalarBlock.Size));
        return TBlock.LoadCodes(codes);
    }

    /// <summary>Writes the first values of a block.</summary>
    public static void Store(TBlock block, float* target, nint count)
    {
        ScalarBlock values;
        TBlock.Store(block, (float*)&values);
        ((ReadOnlySpan<float>)values)[..(int)count].CopyTo(new Span<float>(target, (int)count));
    }
}
