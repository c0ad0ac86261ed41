using System.Numerics;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.Fourier;

/// <summary>The discrete Fourier transform of lengths that are powers of two, in n log n.</summary>
/// <remarks>
/// Cooley and Tukey, An algorithm for the machine calculation of complex Fourier series, Mathematics of Computation 19 (1965).
/// </remarks>
public static class FourierTransform
{
    private const int PairsAtOnce = 1 << 16;
    private const int OperationsPerPair = 8;
    private const int OperationsPerFactor = 30;
    private const int OperationsPerSwap = 20;

    /// <summary>Replaces values by their transform: entry k becomes the sum over t of value t times exp(-2 pi i k t / n).</summary>
    /// <param name="values">The values; their number is a power of two.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public static void Forward(Span<Complex> values, WorkMeter? meter = null)
    {
        if (!BitOperations.IsPow2(values.Length))
        {
            throw new ArgumentException($"{values.Length} values are no power of two.", nameof(values));
        }

        ReverseBits(values, meter);
        for (int half = 1; half < values.Length; half *= 2)
        {
            // Each factor anew: products of factors would gather rounding.
            for (int position = 0; position < half; position++)
            {
                Complex factor = Complex.FromPolarCoordinates(1, -Math.PI * position / half);
                Combine(values, factor, position, half, meter);
            }
        }
    }

    private static void Combine(Span<Complex> values, Complex factor, int position, int half, WorkMeter? meter)
    {
        int start = position;
        while (start < values.Length)
        {
            int pairs = Math.Min(PairsAtOnce, ((values.Length - start - 1) / (2 * half)) + 1);
            meter?.Spend(OperationsPerFactor + ((long)OperationsPerPair * pairs));
            for (; pairs > 0; pairs--, start += 2 * half)
            {
                Complex even = values[start];
                Complex odd = factor * values[start + half];
                values[start] = even + odd;
                values[start + half] = even - odd;
            }
        }
    }

    private static void ReverseBits(Span<Complex> values, WorkMeter? meter)
    {
        int reversed = 0;
        for (int index = 1; index < values.Length; index++)
        {
            if (index % PairsAtOnce == 0)
            {
                meter?.Spend(OperationsPerSwap * (long)PairsAtOnce);
            }

            int bit = values.Length >> 1;
            while ((reversed & bit) != 0)
            {
                reversed ^= bit;
                bit >>= 1;
            }

            reversed |= bit;
            if (index < reversed)
            {
                (values[index], values[reversed]) = (values[reversed], values[index]);
            }
        }
    }
}
