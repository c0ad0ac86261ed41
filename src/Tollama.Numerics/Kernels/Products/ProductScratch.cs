using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>The packed operands of the product that a thread computes. Kept for the next one.</summary>
internal static unsafe class ProductScratch
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static float[]? _rows;

    [ThreadStatic]
    private static float[]? _panels;

    /// <summary>Memory for rows, at a cache line; the thread's own until it asks again.</summary>
    public static float* TakeRows(nint length) => Take(ref _rows, length);

    /// <summary>Memory for panels of weights that are used once, at a cache line; the thread's own until it asks again.</summary>
    public static float* TakePanels(nint length) => Take(ref _panels, length);

    private static float* Take(ref float[]? values, nint length)
    {
        nint needed = length + (nint)(Alignment / sizeof(float));
        if (values is null || values.Length < needed)
        {
            values = GC.AllocateUninitializedArray<float>(checked((int)needed), pinned: true);
        }

        nuint start = (nuint)Unsafe.AsPointer(ref values[0]);
        return (float*)((start + Alignment - 1) & ~(Alignment - 1));
    }
}
