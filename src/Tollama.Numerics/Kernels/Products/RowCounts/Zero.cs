namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>The digit 0.</summary>
internal readonly struct Zero : IBit
{
    public static int Value => 0;
}
