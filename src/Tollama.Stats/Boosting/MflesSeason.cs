using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>One season of <see cref="Mfles"/>: waves through the weighted means of its positions; later cycles count more.</summary>
/// <remarks>
/// Waves of a whole period have the same values in every cycle, so weighted least squares on all values is weighted least squares on the
/// weighted means of the positions, each with the sum of its weights. With as many waves as a season can have, the means themselves are left.
/// </remarks>
internal sealed class MflesSeason
{
    // A cycle counts so much of the one after it.
    private const double Decay = 0.7;

    private readonly double[] _cycleWeights;
    private readonly double[] _roots;
    private readonly double[][] _basis;
    private readonly bool _isFull;

    /// <summary>Prepares a season for a series.</summary>
    /// <param name="period">The values in a season, at least 2, at most the length.</param>
    /// <param name="harmonics">How many waves, from 1 on; from half of the period on all there are.</param>
    /// <param name="length">The length of the series.</param>
    /// <param name="meter">Counts the work.</param>
    public MflesSeason(int period, int harmonics, int length, WorkMeter meter)
    {
        Period = period;
        Pattern = new double[period];
        int cycles = (length + period - 1) / period;
        meter.Spend(40L * cycles);
        _cycleWeights = [.. Enumerable.Range(0, cycles).Select(cycle => Math.Pow(Decay, cycles - 1 - cycle))];
        double[] totals = new double[period];
        double share = 0;
        for (int position = 0; position < period; position++)
        {
            double squares = 0;
            for (int index = position, cycle = 0; index < length; index += period, cycle++)
            {
                meter.Spend(4);
                totals[position] += _cycleWeights[cycle];
                squares += _cycleWeights[cycle] * _cycleWeights[cycle];
            }

            share += squares / (totals[position] * totals[position]) / period;
        }

        _roots = Array.ConvertAll(totals, Math.Sqrt);
        _isFull = 2L * harmonics >= period;
        _basis = _isFull ? [] : Basis(harmonics, meter);
        NoiseShare = _isFull ? share : share * _basis.Length / period;
    }

    /// <summary>The values in a season.</summary>
    public int Period { get; }

    /// <summary>What the season adds at each position.</summary>
    public double[] Pattern { get; }

    /// <summary>How much of the variance of the noise gets into the pattern.</summary>
    public double NoiseShare { get; }

    /// <summary>The waves through a series, position by position.</summary>
    public double[] Fit(double[] values, WorkMeter meter)
    {
        double[] means = new double[Period];
        for (int index = 0, position = 0, cycle = 0; index < values.Length; index++)
        {
            meter.Spend(3);
            means[position++] += _cycleWeights[cycle] * values[index];
            if (position == Period)
            {
                (position, cycle) = (0, cycle + 1);
            }
        }

        meter.Spend(8L * Period);
        for (int position = 0; position < Period; position++)
        {
            means[position] /= _isFull ? _roots[position] * _roots[position] : _roots[position];
        }

        return _isFull ? Centred(means) : Projected(means, meter);
    }

    private static double[] Centred(double[] means)
    {
        double mean = Average.Of(means);
        return Array.ConvertAll(means, value => value - mean);
    }

    private double[] Projected(double[] means, WorkMeter meter)
    {
        double[] waves = new double[Period];
        foreach (double[] column in _basis)
        {
            meter.Spend(2L * Period);
            DenseVector.AddMultiple(DenseVector.Dot(column, means), column, waves);
        }

        for (int position = 0; position < Period; position++)
        {
            waves[position] /= _roots[position];
        }

        return waves;
    }

    private double[][] Basis(int harmonics, WorkMeter meter)
    {
        double[][] basis = new double[2 * harmonics][];
        for (int harmonic = 1; harmonic <= harmonics; harmonic++)
        {
            double[] cosine = basis[(2 * harmonic) - 2] = new double[Period];
            double[] sine = basis[(2 * harmonic) - 1] = new double[Period];
            for (int position = 0; position < Period; position++)
            {
                meter.Spend(40);
                double angle = Math.Tau * ((long)harmonic * position % Period) / Period;
                cosine[position] = _roots[position] * Math.Cos(angle);
                sine[position] = _roots[position] * Math.Sin(angle);
            }
        }

        LinearRegression.Project(basis, basis.Length, new double[Period], meter: meter);
        return basis;
    }
}
