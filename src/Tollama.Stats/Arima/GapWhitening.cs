using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Whitens series with missing values: the exact likelihood of what was observed.</summary>
/// <remarks>
/// The first values, as many as differencing loses, are taken as given; one of them that is missing begins at what filled it, with a
/// variance so large that it hardly counts (Harvey and Pierse, Estimating missing observations in economic time series, JASA 79, 1984), and
/// the value that first tells about it is not counted by the likelihood. The covariance is that of one series and stands for all of them;
/// once it no longer changes it is left alone up to the next gap.
/// </remarks>
internal sealed class GapWhitening
{
    private const double Diffuse = 1e8;
    private const double Told = 1e5;
    private const double Settled = 1e-13;

    private readonly WorkMeter _meter;
    private readonly bool[] _observed;
    private readonly double[] _levelWeights;
    private readonly int _lost;
    private double[][] _means = [];
    private StateSpace? _space;

    /// <summary>Prepares for a series.</summary>
    public GapWhitening(ArimaData data, WorkMeter meter)
    {
        _meter = meter;
        _observed = data.Observed;
        _levelWeights = Differencing.Weights(data.Differences, data.SeasonalDifferences, data.Season);
        _lost = _levelWeights.Length;
    }

    /// <summary>The one-step forecasts of each series, after <see cref="TryWhiten"/>; 0 for the values that differencing loses.</summary>
    public double[][] Forecasts { get; private set; } = [];

    /// <summary>How many values the likelihood counted.</summary>
    public int Counted { get; private set; }

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
        StateSpace space = _space = new(arma, _levelWeights, _meter);
        if (!TryStart(space, arma))
        {
            return false;
        }

        Begin(arma, series, whitened, count, space.Size);
        double[] gain = new double[space.Size];
        double variance = 0;
        int unchanged = 0;
        for (int time = _lost; time < _observed.Length; time++)
        {
            bool settled = unchanged > space.Size && _observed[time];
            if (!settled)
            {
                double before = variance;
                variance = space.Variance;
                unchanged = _observed[time] && Math.Abs(variance - before) <= Settled * variance ? unchanged + 1 : 0;
            }

            if (_observed[time])
            {
                if (!settled)
                {
                    space.Gain(variance, gain);
                }

                logDeterminant += Learn(series, whitened, count, time, variance, gain);
            }
            else
            {
                Pass(count, time);
            }

            if (!settled)
            {
                Advance(space, _observed[time], variance);
            }

            for (int column = 0; column < count; column++)
            {
                space.AdvanceMean(_means[column]);
            }
        }

        return true;
    }

    /// <summary>The state after the last value of the first series less multiples of the others.</summary>
    /// <param name="coefficients">How much of each of the others is taken off.</param>
    public StateSpace StateWithout(ReadOnlySpan<double> coefficients)
    {
        double[] mean = [.. _means[0]];
        for (int column = 0; column < coefficients.Length; column++)
        {
            DenseVector.AddMultiple(-coefficients[column], _means[column + 1], mean);
        }

        _space!.SetMean(mean);
        return _space;
    }

    private static void Advance(StateSpace space, bool observed, double variance)
    {
        if (observed)
        {
            space.Update(0, variance);
        }

        space.AdvanceCovariance();
    }

    private bool TryStart(StateSpace space, ArmaPolynomials arma)
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

    private void Begin(ArmaPolynomials arma, double[][] series, double[][] whitened, int count, int size)
    {
        Counted = 0;
        _means = new double[count][];
        Forecasts = new double[count][];
        for (int column = 0; column < count; column++)
        {
            _meter.Spend(2L * series[column].Length);
            _means[column] = new double[size];
            Forecasts[column] = new double[series[column].Length];
            Array.Clear(whitened[column]);
            for (int lag = 0; lag < _lost; lag++)
            {
                _means[column][arma.StateLength + lag] = series[column][_lost - 1 - lag];
            }
        }
    }

    // The logarithm of the variance of the error, or 0 when it does not count.
    private double Learn(double[][] series, double[][] whitened, int count, int time, double variance, double[] gain)
    {
        bool counts = variance < Told;
        Counted += counts ? 1 : 0;
        Pass(count, time);
        for (int column = 0; column < count; column++)
        {
            _meter.Spend(gain.Length);
            double error = series[column][time] - Forecasts[column][time];
            whitened[column][time] = counts ? error / Math.Sqrt(variance) : 0;
            DenseVector.AddMultiple(error, gain, _means[column]);
        }

        return counts ? Math.Log(variance) : 0;
    }

    private void Pass(int count, int time)
    {
        for (int column = 0; column < count; column++)
        {
            _meter.Spend(_means[column].Length);
            Forecasts[column][time] = DenseVector.Dot(_space!.Loadings, _means[column]);
        }
    }
}
