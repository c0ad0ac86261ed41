using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>What an ARIMA process was where it was not observed, given everything before and after.</summary>
/// <remarks>
/// The Kalman filter passes over missing values, and the fixed-interval smoother goes back from the end: Durbin and Koopman, Time Series Analysis by State Space Methods
/// (2nd edition, 2012), sections 4.4 and 4.10, in the form of de Jong (Smoothing and interpolation with the state-space model, JASA 84, 1989), which inverts no covariance.
/// The first values, as many as differencing loses, are the state at the beginning; one of them that is missing begins at what filled it with a variance so large that it
/// hardly counts. Missing values at the end are forecasts.
/// </remarks>
internal sealed class FixedIntervalSmoother
{
    private const double Diffuse = 1e5;
    private const double Settled = 1e-13;

    private readonly ArmaPolynomials _arma;
    private readonly double[] _levelWeights;
    private readonly WorkMeter _meter;
    private readonly double[] _values;
    private readonly double[] _errors;
    private readonly double[] _variances;
    private readonly double[][] _gains;

    /// <summary>Prepares for a series.</summary>
    /// <param name="process">The process; its constant does not count.</param>
    /// <param name="values">The series without the constant; NaN where a value is missing. The first and the last observed value need not stand at the ends.</param>
    /// <param name="meter">Counts the work.</param>
    public FixedIntervalSmoother(ArimaProcess process, double[] values, WorkMeter meter)
    {
        _meter = meter;
        _values = values;
        _arma = process.Polynomials();
        ArimaOrder order = process.Fit.Order;
        _levelWeights = Differencing.Weights(order.D, order.SeasonalD, order.Season);
        (_errors, _variances, _gains) = (new double[values.Length], new double[values.Length], new double[values.Length][]);
        Means = new double[values.Length];
        Variances = new double[values.Length];
    }

    /// <summary>What was expected at each missing value; 0 elsewhere.</summary>
    public double[] Means { get; }

    /// <summary>The variance of that, where innovations have variance 1; 0 elsewhere.</summary>
    public double[] Variances { get; }

    private int Lost => _levelWeights.Length;

    /// <summary>Smooths.</summary>
    /// <param name="start">What stands in for a missing value among the first ones, as many as differencing loses.</param>
    /// <returns>False if the process is not stationary, or the series is not longer than what differencing loses.</returns>
    public bool TryRun(ReadOnlySpan<double> start)
    {
        StateSpace space = new(_arma, _levelWeights, _meter);
        if (_values.Length <= Lost || start.Length < Lost || !space.TryStart(new ArmaCovariances(_arma.StateLength, _meter)))
        {
            return false;
        }

        double[] levels = start[..Lost].ToArray();
        for (int time = 0; time < Lost; time++)
        {
            levels[time] = double.IsNaN(_values[time]) ? levels[time] : _values[time];
            if (double.IsNaN(_values[time]))
            {
                space.Doubt(Lost - 1 - time, Diffuse);
            }
        }

        space.SetLevels(levels, Lost);
        Filter(space);
        int first = Array.FindIndex(_values, double.IsNaN);
        if (first >= 0)
        {
            Smooth(space, levels, first);
        }

        return true;
    }

    private void Filter(StateSpace space)
    {
        // Once the covariance no longer changes, only the mean of the state does.
        double[] mean = new double[space.Size];
        for (int lag = 0; lag < Lost; lag++)
        {
            mean[space.PlaceOfLevel(lag)] = space.LevelAt(lag);
        }

        double variance = 0;
        double[] gain = [];
        int unchanged = 0;
        for (int time = Lost; time < _values.Length; time++)
        {
            bool isObserved = !double.IsNaN(_values[time]);
            bool isSettled = unchanged > space.Size && isObserved;
            if (!isSettled)
            {
                double before = variance;
                variance = space.Variance;
                unchanged = isObserved && Math.Abs(variance - before) <= Settled * variance ? unchanged + 1 : 0;
                gain = new double[space.Size];
                space.Gain(variance, gain);
            }

            _meter.Spend(4L * space.Size);
            double forecast = DenseVector.Dot(space.Loadings, mean);
            (_variances[time], _gains[time]) = (variance, gain);
            _errors[time] = isObserved ? _values[time] - forecast : forecast;
            if (isObserved)
            {
                DenseVector.AddMultiple(_errors[time], gain, mean);
            }

            if (!isSettled)
            {
                if (isObserved)
                {
                    space.Update(0, variance);
                }

                space.AdvanceCovariance();
            }

            space.AdvanceMean(mean);
        }
    }

    // r and N of the literature, from the last value back to the first that is missing.
    private void Smooth(StateSpace space, double[] levels, int first)
    {
        int size = space.Size;
        double[] weights = new double[size], returned = new double[size];
        double[] information = new double[size * size], scratch = new double[size * size];
        double[] product = new double[size];
        for (int time = _values.Length - 1; time >= Math.Max(first, Lost); time--)
        {
            space.Return(weights, returned);
            (weights, returned) = (returned, weights);
            Return(space, information, scratch);
            double[] gain = _gains[time];
            double variance = _variances[time];
            Multiply(information, gain, product);
            double quadratic = DenseVector.Dot(gain, product);
            if (double.IsNaN(_values[time]))
            {
                Means[time] = _errors[time] + (variance * DenseVector.Dot(gain, weights));
                Variances[time] = Math.Max(0, variance - (variance * variance * quadratic));
                continue;
            }

            DenseVector.AddMultiple((_errors[time] / variance) - DenseVector.Dot(gain, weights), space.Loadings, weights);
            Learn(space.Loadings, information, product, quadratic + (1 / variance));
        }

        for (int time = Lost - 1; time >= first; time--)
        {
            if (double.IsNaN(_values[time]))
            {
                int place = space.PlaceOfLevel(Lost - 1 - time);
                Means[time] = levels[time] + (Diffuse * weights[place]);
                Variances[time] = Math.Max(0, Diffuse - (Diffuse * Diffuse * information[(place * size) + place]));
            }
        }
    }

    // N becomes T' N T; it is symmetric.
    private void Return(StateSpace space, double[] information, double[] scratch)
    {
        int size = space.Size;
        for (int round = 0; round < 2; round++)
        {
            for (int row = 0; row < size; row++)
            {
                space.Return(information.AsSpan(row * size, size), scratch.AsSpan(row * size, size));
            }

            _meter.Spend(2L * size * size);
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                {
                    information[(column * size) + row] = scratch[(row * size) + column];
                }
            }
        }
    }

    private void Multiply(double[] matrix, double[] vector, double[] product)
    {
        int size = vector.Length;
        _meter.Spend((long)size * size);
        for (int row = 0; row < size; row++)
        {
            product[row] = DenseVector.Dot(matrix.AsSpan(row * size, size), vector);
        }
    }

    private void Learn(ReadOnlySpan<double> loadings, double[] information, double[] product, double square)
    {
        int size = product.Length;
        _meter.Spend(3L * size);
        for (int row = 0; row < size; row++)
        {
            Span<double> target = information.AsSpan(row * size, size);
            if (loadings[row] != 0)
            {
                _meter.Spend(2L * size);
                DenseVector.AddMultiple(-loadings[row], product, target);
                DenseVector.AddMultiple(loadings[row] * square, loadings, target);
            }

            if (product[row] != 0)
            {
                _meter.Spend(size);
                DenseVector.AddMultiple(-product[row], loadings, target);
            }
        }
    }
}
