using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tollama.Numerics.LinearAlgebra;

/// <summary>Sums over vectors of numbers, four lanes at a time.</summary>
/// <remarks>
/// Four lanes on every machine, emulated where there are none, and no fused multiply-add: the order of the additions, and so every bit of a
/// result, is the same everywhere.
/// </remarks>
public static class DenseVector
{
    private const int Lanes = 4;

    /// <summary>The sum of the products of two vectors.</summary>
    /// <param name="left">One vector.</param>
    /// <param name="right">The other; at least as long.</param>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        ref double first = ref MemoryMarshal.GetReference(left);
        ref double second = ref MemoryMarshal.GetReference(right);
        Vector256<double> even = Vector256<double>.Zero, odd = Vector256<double>.Zero;
        int index = 0;
        for (; index <= left.Length - (2 * Lanes); index += 2 * Lanes)
        {
            even += Vector256.LoadUnsafe(ref first, (nuint)index) * Vector256.LoadUnsafe(ref second, (nuint)index);
            odd += Vector256.LoadUnsafe(ref first, (nuint)(index + Lanes)) * Vector256.LoadUnsafe(ref second, (nuint)(index + Lanes));
        }

        double sum = Vector256.Sum(even + odd);
        for (; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    /// <summary>The sum of the squares of a vector.</summary>
    /// <param name="values">The vector.</param>
    public static double SumOfSquares(ReadOnlySpan<double> values) => Dot(values, values);

    /// <summary>Adds a multiple of one vector to another.</summary>
    /// <param name="factor">What each added value is multiplied with.</param>
    /// <param name="added">The vector that is added.</param>
    /// <param name="target">The vector that changes; at least as long.</param>
    public static void AddMultiple(double factor, ReadOnlySpan<double> added, Span<double> target)
    {
        target = target[..added.Length];
        ref double source = ref MemoryMarshal.GetReference(added);
        ref double result = ref MemoryMarshal.GetReference(target);
        Vector256<double> factors = Vector256.Create(factor);
        int index = 0;
        for (; index <= added.Length - Lanes; index += Lanes)
        {
            Vector256<double> sum = Vector256.LoadUnsafe(ref result, (nuint)index) + (factors * Vector256.LoadUnsafe(ref source, (nuint)index));
            sum.StoreUnsafe(ref result, (nuint)index);
        }

        for (; index < added.Length; index++)
        {
            target[index] += factor * added[index];
        }
    }

    /// <summary>Multiplies a vector.</summary>
    /// <param name="values">The vector; changed in place.</param>
    /// <param name="factor">What each value is multiplied with.</param>
    public static void Scale(Span<double> values, double factor)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] *= factor;
        }
    }
}
