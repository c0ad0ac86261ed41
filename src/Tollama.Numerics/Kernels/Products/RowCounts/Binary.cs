using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>A number of rows in binary digits.</summary>
internal readonly struct Binary<TEight, TFour, TTwo, TOne> : IRowCount
    where TEight : struct, IBit
    where TFour : struct, IBit
    where TTwo : struct, IBit
    where TOne : struct, IBit
{
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (8 * TEight.Value) + (4 * TFour.Value) + (2 * TTwo.Value) + TOne.Value;
    }
}
