namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>
/// How many rows a tile has, as a type: the compiler makes a method of its own for each, sees a constant, and drops the code of the rows
/// that are not there.
/// </summary>
internal interface IRowCount
{
    /// <summary>From 1 to 14.</summary>
    static abstract int Rows { get; }
}
