using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Whitens series with missing values: the exact likelihood of what was observed.</summary>
/// <remarks>
/// The first values, as many as differencing loses, are taken as given; one of them that is missing begins at what filled it, with a
/// variance so large that it hardly counts (Harvey and Pierse, Estimating missing observations in economic time series, JASA 79, 1984), and
/// the value that first tells about it is not counted by the likelihood.
/// </remarks>
internal sealed class GapWhitening
{
    private const double Diffuse = 1e8;
    private const double Told = 1e5;

    private readonly WorkMeter _meter;
    private readonly bool[] _observed;
    private readonly double[] _levelWeights;
    private readonly int _lost;

    /// <summary>Prepares for a series.</summary>
    public GapWhitening(ArimaData data, WorkMeter meter)
    {
        _meter = meter;
        _observed = data.Observed;
        _levelWeights = Differencing.Weights(data.Differences, data.SeasonalDifferences, data.Season);
        _lost = _levelWeights.Length;
    }

    /// <summary>Whitens several series, as if each came from the process.</summary>
    /// <param name="arma">The differenced process; its innovations have variance 1.</param>
    /// <param name="series">The series, not differenced.</param>
    /// <param name="whitened">
    /// Receives for each series the one-step errors over their standard deviations; 0 for what does not count.
    /// </param>
    /// <param name="count">How many of the series count.</param>
    /// <param name="logDeterminant">The sum of the logarithms of the variances of the one-step errors.</param>
    /// <returns>False if the process is not stationary.</returns>
    public bool TryWhiten(ArmaPolynomials arma, double[][] series, double[][] whitened, int count, out double logDeterminant)
    {
        logDeterminant = 0;
        StateSpace space = new(arma, _levelWeights, _meter);
        if (!TryStart(space, arma))
        {
            return false;
        }

        double[][] means = new double[count][];
        for (int column = 0; column < count; column++)
        {
            means[column] = new double[space.Size];
            Array.Clear(whitened[column]);
            for (int lag = 0; lag < _lost; lag++)
            {
                means[column][arma.StateLength + lag] = series[column][_lost - 1 - lag];
            }
        }

        double[] gain = new double[space.Size];
        for (int time = _lost; time < _observed.Length; time++)
        {
            if (_observed[time])
            {
                double variance = space.Variance;
                space.Gain(variance, gain);
                bool counts = variance < Told;
                logDeterminant += counts ? Math.Log(variance) : 0;
                for (int column = 0; column < count; column++)
                {
                    _meter.Spend(2L * space.Size);
                    double error = series[column][time] - Numerics.LinearAlgebra.DenseVector.Dot(space.Loadings, means[column]);
                    whitened[column][time] = counts ? error / Math.Sqrt(variance) : 0;
                    Numerics.LinearAlgebra.DenseVector.AddMultiple(error, gain, means[column]);
                }

                space.Update(0, variance);
            }

            space.AdvanceCovariance();
            for (int column = 0; column < count; column++)
            {
                space.AdvanceMean(means[column]);
            }
        }

        return true;
    }

    /// <summary>Puts a state before the first value that can be forecast.</summary>
    public bool TryStart(StateSpace space, ArmaPolynomials arma)
    {
        bool started = space.TryStart(new ArmaCovariances(arma.StateLength, _meter));
        for (int lag = 0; lag < _lost; lag++)
        {
            if (!_observed[_lost - 1 - lag])
            {
                space.Doubt(lag, Diffuse);
            }
        }

        return started;
    }
}
