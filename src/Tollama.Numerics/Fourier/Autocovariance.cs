using System.Numerics;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.Fourier;

/// <summary>The autocovariances of a series at all lags, by Fourier transforms.</summary>
public static class Autocovariance
{
    /// <summary>The mean of the products of values a lag apart; each divided by the number of all values.</summary>
    /// <param name="centred">The series, its mean taken off.</param>
    /// <param name="meter">Counts the work; <see langword="null"/> where nobody would end it.</param>
    /// <returns>As many entries as the series has values; the entry at lag 0 is the variance.</returns>
    public static double[] AtAllLags(ReadOnlySpan<double> centred, WorkMeter? meter = null)
    {
        if (centred.IsEmpty)
        {
            return [];
        }

        // Zeros behind the series keep its end from meeting its start.
        Complex[] spectrum = new Complex[(int)BitOperations.RoundUpToPowerOf2((uint)(2 * centred.Length))];
        for (int index = 0; index < centred.Length; index++)
        {
            spectrum[index] = centred[index];
        }

        FourierTransform.Forward(spectrum, meter);
        for (int index = 0; index < spectrum.Length; index++)
        {
            meter?.Spend(4);
            (double real, double imaginary) = (spectrum[index].Real, spectrum[index].Imaginary);
            spectrum[index] = (real * real) + (imaginary * imaginary);
        }

        FourierTransform.Forward(spectrum, meter);
        double[] covariance = new double[centred.Length];
        for (int lag = 0; lag < covariance.Length; lag++)
        {
            meter?.Spend(8);
            covariance[lag] = spectrum[lag].Real / spectrum.Length / centred.Length;
        }

        return covariance;
    }
}
