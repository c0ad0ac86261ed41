using System.Numerics;

namespace Tollama.Numerics.Fourier;

/// <summary>The discrete Fourier transform of lengths that are powers of two, in n log n.</summary>
/// <remarks>
/// Cooley and Tukey, An algorithm for the machine calculation of complex Fourier series, Mathematics of Computation 19 (1965).
/// </remarks>
public static class FourierTransform
{
    /// <summary>Replaces values by their transform: entry k becomes the sum over t of value t times exp(-2 pi i k t / n).</summary>
    /// <param name="values">The values; their number is a power of two.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public static void Forward(Span<Complex> values)
    {
        if (!BitOperations.IsPow2(values.Length))
        {
            throw new ArgumentException($"{values.Length} values are no power of two.", nameof(values));
        }

        ReverseBits(values);
        for (int half = 1; half < values.Length; half *= 2)
        {
            // Each factor anew: products of factors would gather rounding.
            for (int position = 0; position < half; position++)
            {
                Complex factor = Complex.FromPolarCoordinates(1, -Math.PI * position / half);
                for (int start = position; start < values.Length; start += 2 * half)
                {
                    Complex even = values[start];
                    Complex odd = factor * values[start + half];
                    values[start] = even + odd;
                    values[start + half] = even - odd;
                }
            }
        }
    }

    private static void ReverseBits(Span<Complex> values)
    {
        int reversed = 0;
        for (int index = 1; index < values.Length; index++)
        {
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
