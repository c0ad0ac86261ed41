using Tollama.Numerics.Distributions;

namespace Tollama.Stats.Tests.Arima;

/// <summary>Series of known processes.</summary>
internal static class Simulation
{
    private const int Burn = 300;

    /// <summary>Normal noise of variance 1, the same for the same seed.</summary>
    public static double[] Noise(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => NormalDistribution.InverseCdf(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12)))];
    }

    /// <summary>A stationary process; innovations have variance 1.</summary>
    public static double[] Arma(double[] ar, double[] ma, int length, int seed)
    {
        double[] noise = Noise(length + Burn, seed);
        double[] values = new double[noise.Length];
        for (int time = 0; time < values.Length; time++)
        {
            values[time] = noise[time];
            for (int lag = 1; lag <= Math.Min(ma.Length, time); lag++)
            {
                values[time] += ma[lag - 1] * noise[time - lag];
            }

            for (int lag = 1; lag <= Math.Min(ar.Length, time); lag++)
            {
                values[time] += ar[lag - 1] * values[time - lag];
            }
        }

        return values[Burn..];
    }

    /// <summary>Running sums: the inverse of differences.</summary>
    public static double[] Integrate(double[] values, int lag = 1)
    {
        double[] sums = [.. values];
        for (int time = lag; time < sums.Length; time++)
        {
            sums[time] += sums[time - lag];
        }

        return sums;
    }
}
