namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>A binary digit, as a type.</summary>
internal interface IBit
{
    /// <summary>0 or 1.</summary>
    static abstract int Value { get; }
}
