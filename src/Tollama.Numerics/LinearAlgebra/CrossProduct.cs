using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.LinearAlgebra;

/// <summary>The matrix of the products of the columns of a tall table: A'A.</summary>
public static class CrossProduct
{
    private const int Lanes = 4;

    // Rows between two words to the meter, so many that the sums may leave their registers for it.
    private const int RowsAtOnce = 1 << 16;

    /// <summary>Sums the products of each pair of columns over all rows.</summary>
    /// <param name="rows">The table, row after row.</param>
    /// <param name="count">How many rows to take, from the first on.</param>
    /// <param name="stride">The length of a row, a multiple of 4; fill what is not used with 0.</param>
    /// <param name="products">
    /// Receives the sums, <paramref name="stride"/> squared numbers. Entry (i, j) stands at i * stride + j; those with j at or above the
    /// multiple of 4 that i lies in are written, the others keep what they held.
    /// </param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    /// <exception cref="ArgumentException">A span is too short or the stride no multiple of 4.</exception>
    public static void Compute(ReadOnlySpan<double> rows, int count, int stride, Span<double> products, WorkMeter? meter = null)
    {
        RequireRoom(rows, count, stride, products);
        for (int row = 0; row < stride; row++)
        {
            products[((row * stride) + (row / Lanes * Lanes))..((row + 1) * stride)].Clear();
        }

        Add(rows, count, stride, products, meter);
    }

    /// <summary>
    /// Adds the products over more rows to what is there. A table that comes in portions gives the same bits as the whole at once, and need not be in memory.
    /// </summary>
    /// <param name="rows">More rows of the table, one after the other.</param>
    /// <param name="count">How many rows to take, from the first on.</param>
    /// <param name="stride">The length of a row, a multiple of 4.</param>
    /// <param name="products">The sums so far, as <see cref="Compute"/> lays them out.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    /// <exception cref="ArgumentException">A span is too short or the stride no multiple of 4.</exception>
    public static void Add(ReadOnlySpan<double> rows, int count, int stride, Span<double> products, WorkMeter? meter = null)
    {
        RequireRoom(rows, count, stride, products);
        ref double table = ref MemoryMarshal.GetReference(rows);
        ref double sums = ref MemoryMarshal.GetReference(products);
        for (int left = 0; left < stride; left += Lanes)
        {
            int right = left;
            for (; right + Lanes < stride; right += 2 * Lanes)
            {
                ComputeWide(ref table, count, stride, ref sums, left, right, meter);
            }

            if (right < stride)
            {
                ComputeNarrow(ref table, count, stride, ref sums, left, right, meter);
            }
        }
    }

    private static void RequireRoom(ReadOnlySpan<double> rows, int count, int stride, Span<double> products)
    {
        if (stride % Lanes != 0 || rows.Length < count * stride || products.Length < stride * stride)
        {
            throw new ArgumentException("The spans do not hold what count and stride say, or the stride is no multiple of 4.", nameof(stride));
        }
    }

    // Eight sums at once keep both multipliers busy: four columns by eight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputeWide(ref double table, int count, int stride, ref double sums, int left, int right, WorkMeter? meter)
    {
        Load(ref sums, stride, left, right, out Vector256<double> a0, out Vector256<double> a1, out Vector256<double> a2, out Vector256<double> a3);
        Load(ref sums, stride, left, right + Lanes, out Vector256<double> b0, out Vector256<double> b1, out Vector256<double> b2, out Vector256<double> b3);
        ref double row = ref table;
        for (int start = 0; start < count; start += RowsAtOnce)
        {
            int end = Math.Min(count, start + RowsAtOnce);
            meter?.Spend(3 * Lanes * (long)(end - start));
            for (int index = start; index < end; index++)
            {
                Vector256<double> first = Vector256.LoadUnsafe(ref row, (nuint)right);
                Vector256<double> second = Vector256.LoadUnsafe(ref row, (nuint)right + Lanes);
                Vector256<double> factor = Vector256.Create(Unsafe.Add(ref row, left));
                a0 = Vector256.MultiplyAddEstimate(factor, first, a0);
                b0 = Vector256.MultiplyAddEstimate(factor, second, b0);
                factor = Vector256.Create(Unsafe.Add(ref row, left + 1));
                a1 = Vector256.MultiplyAddEstimate(factor, first, a1);
                b1 = Vector256.MultiplyAddEstimate(factor, second, b1);
                factor = Vector256.Create(Unsafe.Add(ref row, left + 2));
                a2 = Vector256.MultiplyAddEstimate(factor, first, a2);
                b2 = Vector256.MultiplyAddEstimate(factor, second, b2);
                factor = Vector256.Create(Unsafe.Add(ref row, left + 3));
                a3 = Vector256.MultiplyAddEstimate(factor, first, a3);
                b3 = Vector256.MultiplyAddEstimate(factor, second, b3);
                row = ref Unsafe.Add(ref row, stride);
            }
        }

        Store(ref sums, stride, left, right, a0, a1, a2, a3);
        Store(ref sums, stride, left, right + Lanes, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputeNarrow(ref double table, int count, int stride, ref double sums, int left, int right, WorkMeter? meter)
    {
        Load(ref sums, stride, left, right, out Vector256<double> a0, out Vector256<double> a1, out Vector256<double> a2, out Vector256<double> a3);
        ref double row = ref table;
        for (int start = 0; start < count; start += RowsAtOnce)
        {
            int end = Math.Min(count, start + RowsAtOnce);
            meter?.Spend(2 * Lanes * (long)(end - start));
            for (int index = start; index < end; index++)
            {
                Vector256<double> first = Vector256.LoadUnsafe(ref row, (nuint)right);
                a0 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref row, left)), first, a0);
                a1 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref row, left + 1)), first, a1);
                a2 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref row, left + 2)), first, a2);
                a3 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref row, left + 3)), first, a3);
                row = ref Unsafe.Add(ref row, stride);
            }
        }

        Store(ref sums, stride, left, right, a0, a1, a2, a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        ref double sums,
        int stride,
        int left,
        int right,
        out Vector256<double> first,
        out Vector256<double> second,
        out Vector256<double> third,
        out Vector256<double> fourth)
    {
        ref double corner = ref Unsafe.Add(ref sums, (left * stride) + right);
        first = Vector256.LoadUnsafe(ref corner);
        second = Vector256.LoadUnsafe(ref Unsafe.Add(ref corner, stride));
        third = Vector256.LoadUnsafe(ref Unsafe.Add(ref corner, 2 * stride));
        fourth = Vector256.LoadUnsafe(ref Unsafe.Add(ref corner, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        ref double sums,
        int stride,
        int left,
        int right,
        Vector256<double> first,
        Vector256<double> second,
        Vector256<double> third,
        Vector256<double> fourth)
    {
        ref double corner = ref Unsafe.Add(ref sums, (left * stride) + right);
        first.StoreUnsafe(ref corner);
        second.StoreUnsafe(ref Unsafe.Add(ref corner, stride));
        third.StoreUnsafe(ref Unsafe.Add(ref corner, 2 * stride));
        fourth.StoreUnsafe(ref Unsafe.Add(ref corner, 3 * stride));
    }
}
