namespace Tollama.Numerics.Kernels.Products;

/// <summary>The packed rows of the product that a thread computes. Kept for the next one.</summary>
internal static unsafe class ProductScratch
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static float[]? _values;

    /// <summary>Memory for some values, at a cache line; the thread's own until it asks again.</summary>
    public static float* Take(nint length)
    {
        nint needed = length + (nint)(Alignment / sizeof(float));
        if (_values is null || _values.Length < needed)
        {
            _values = GC.AllocateUninitializedArray<float>(checked((int)needed), pinned: true);
        }

        nuint start = (nuint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _values[0]);
        return (float*)((start + Alignment - 1) & ~(Alignment - 1));
    }
}
