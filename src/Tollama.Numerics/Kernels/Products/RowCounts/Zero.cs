using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>The digit 0.</summary>
internal readonly struct Zero : IBit
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }
}
