using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>The digit 1.</summary>
internal readonly struct One : IBit
{
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }
}
