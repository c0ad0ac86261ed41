using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The Kalman filter of an ARIMA process, with innovations of variance 1.</summary>
/// <remarks>
/// Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989), sections 3.3 and 4.1: the state is that of the
/// differenced process, followed by the latest levels. Slower than <see cref="ArmaWhitening"/>, and able to do what that cannot: pass over
/// missing values, and forecast.
/// </remarks>
internal sealed class StateSpace
{
    private readonly WorkMeter _meter;
    private readonly ArmaPolynomials _arma;
    private readonly int _process;
    private readonly int _size;
    private readonly double[] _levelWeights;
    private readonly double[] _mean;
    private readonly double[] _covariance;
    private readonly double[] _loadings;
    private readonly double[] _product;
    private readonly double[] _vector;
    private readonly double[] _ar;
    private readonly int[] _levelLags;

    /// <summary>Creates the state of a process that has not begun; levels, if any, are 0 and certain.</summary>
    /// <param name="arma">The differenced process; stationary. Read for as long as the object lives.</param>
    /// <param name="levelWeights">The weights of earlier levels in a level, lag 1 first; empty if the process is not integrated.</param>
    /// <param name="meter">Counts the work.</param>
    public StateSpace(ArmaPolynomials arma, double[] levelWeights, WorkMeter meter)
    {
        _meter = meter;
        _arma = arma;
        _process = arma.StateLength;
        _size = _process + levelWeights.Length;
        _levelWeights = levelWeights;
        _mean = new double[_size];
        _covariance = new double[_size * _size];
        _product = new double[_size * _size];
        _loadings = new double[_size];
        _vector = new double[_size];
        _ar = new double[_process];
        arma.Ar.AsSpan(0, arma.ArLength).CopyTo(_ar);
        _levelLags = [.. Enumerable.Range(0, levelWeights.Length).Where(lag => levelWeights[lag] != 0)];
        _loadings[0] = 1;
        levelWeights.CopyTo(_loadings, _process);
    }

    private StateSpace(StateSpace other, WorkMeter meter)
    {
        _meter = meter;
        _arma = other._arma;
        (_process, _size, _levelWeights, _loadings) = (other._process, other._size, other._levelWeights, other._loadings);
        (_mean, _covariance) = ([.. other._mean], [.. other._covariance]);
        (_ar, _levelLags) = (other._ar, other._levelLags);
        (_product, _vector) = (new double[_size * _size], new double[_size]);
    }

    /// <summary>The forecast of the next value.</summary>
    public double Forecast
    {
        get
        {
            double sum = 0;
            for (int index = 0; index < _size; index++)
            {
                sum += _loadings[index] * _mean[index];
            }

            return sum;
        }
    }

    /// <summary>The variance of the error of <see cref="Forecast"/>.</summary>
    public double Variance
    {
        get
        {
            ProjectCovariance();
            double sum = 0;
            for (int index = 0; index < _size; index++)
            {
                sum += _loadings[index] * _vector[index];
            }

            return Math.Max(sum, double.Epsilon);
        }
    }

    /// <summary>A copy that may be advanced without changing this one.</summary>
    public StateSpace Copy(WorkMeter meter) => new(this, meter);

    /// <summary>The same process with the latest levels known: from differences to the series itself.</summary>
    /// <param name="levelWeights">The weights of earlier levels in a level, lag 1 first.</param>
    /// <param name="latest">The series; its end is used.</param>
    public StateSpace Integrate(double[] levelWeights, double[] latest)
    {
        StateSpace integrated = new(_arma, levelWeights, _meter);
        for (int row = 0; row < _process; row++)
        {
            _meter.Spend(_process);
            integrated._mean[row] = _mean[row];
            Array.Copy(_covariance, row * _size, integrated._covariance, row * integrated._size, _process);
        }

        integrated.SetLevels(latest, latest.Length);
        return integrated;
    }

    /// <summary>Puts the state of the process back to before its first value.</summary>
    /// <returns>False if the process is not stationary.</returns>
    public bool TryStart(ArmaCovariances covariances)
    {
        Array.Clear(_mean);
        Array.Clear(_covariance);
        Span<double> column = _vector.AsSpan(0, _process);
        if (!covariances.TryFirstColumn(_arma, column))
        {
            return false;
        }

        for (int row = _process - 1; row >= 0; row--)
        {
            _meter.Spend(6L * (_process - row));
            for (int other = _process - 1; other >= row; other--)
            {
                double value = (Ar(row) * Ar(other) * column[0]) + (Ar(row) * At(column, other + 1)) + (Ar(other) * At(column, row + 1))
                    + (Response(row) * Response(other));
                value += other + 1 < _process ? _covariance[((row + 1) * _size) + other + 1] : 0;
                _covariance[(row * _size) + other] = _covariance[(other * _size) + row] = value;
            }
        }

        return true;
    }

    /// <summary>Sets the latest levels.</summary>
    public void SetLevels(double[] series, int length)
    {
        for (int lag = 0; lag < _levelWeights.Length; lag++)
        {
            _mean[_process + lag] = series[length - 1 - lag];
        }
    }

    /// <summary>Puts a mean, as long as the state, in the place of that of the state.</summary>
    public void SetMean(ReadOnlySpan<double> mean) => mean.CopyTo(_mean);

    /// <summary>Says that the level of a lag, counted from 0, is known only up to a variance.</summary>
    public void Doubt(int lag, double variance) => _covariance[((_process + lag) * _size) + _process + lag] = variance;

    /// <summary>Learns the next value; call <see cref="Advance"/> afterwards.</summary>
    /// <param name="error">The value less <see cref="Forecast"/>.</param>
    /// <param name="variance"><see cref="Variance"/>, asked for just before.</param>
    public void Update(double error, double variance)
    {
        for (int row = 0; row < _size; row++)
        {
            double share = _vector[row] / variance;
            if (share != 0)
            {
                _meter.Spend(_size);
                _mean[row] += share * error;
                Numerics.LinearAlgebra.DenseVector.AddMultiple(-share, _vector, _covariance.AsSpan(row * _size, _size));
            }
        }
    }

    /// <summary>The weight of the last error in the state: what <see cref="Update"/> would add for an error of 1.</summary>
    public void Gain(double variance, Span<double> gain)
    {
        for (int row = 0; row < _size; row++)
        {
            gain[row] = _vector[row] / variance;
        }
    }

    /// <summary>One step forward.</summary>
    public void Advance()
    {
        AdvanceMean(_mean);
        AdvanceCovariance();
    }

    /// <summary>One step forward for a mean: of this state or of another series with the same covariance.</summary>
    public void AdvanceMean(double[] mean)
    {
        double level = 0;
        for (int lag = 0; lag < _levelWeights.Length; lag++)
        {
            level += _levelWeights[lag] * mean[_process + lag];
        }

        double first = mean[0];
        for (int index = 0; index < _process; index++)
        {
            mean[index] = (index + 1 < _process ? mean[index + 1] : 0) + (Ar(index) * first);
        }

        if (_levelWeights.Length > 0)
        {
            Array.Copy(mean, _process, mean, _process + 1, _levelWeights.Length - 1);
            mean[_process] = first + level;
        }
    }

    /// <summary>The transition transposed, times a vector: what a smoother goes back with.</summary>
    /// <param name="source">As long as the state.</param>
    /// <param name="target">Receives the product; as long, and another memory.</param>
    public void Return(ReadOnlySpan<double> source, Span<double> target)
    {
        _meter.Spend(3L * _size);
        double level = _levelWeights.Length > 0 ? source[_process] : 0;
        target[0] = level;
        source[..(_process - 1)].CopyTo(target[1..]);
        for (int index = 0; index < _process; index++)
        {
            target[0] += Ar(index) * source[index];
        }

        for (int lag = 0; lag < _levelWeights.Length; lag++)
        {
            target[_process + lag] = (_levelWeights[lag] * level) + (lag + 1 < _levelWeights.Length ? source[_process + lag + 1] : 0);
        }
    }

    /// <summary>How much of an error is still felt in the values after it.</summary>
    /// <param name="count">How many values, that of the error included.</param>
    /// <param name="meter">Counts the work.</param>
    public double[] ErrorWeights(int count, WorkMeter meter)
    {
        double[] mean = new double[_size];
        for (int row = 0; row < _process; row++)
        {
            mean[row] = Response(row);
        }

        double[] weights = new double[count];
        for (int step = 0; step < count; step++)
        {
            meter.Spend(3L * _size);
            for (int row = 0; row < _size; row++)
            {
                weights[step] += _loadings[row] * mean[row];
            }

            AdvanceMean(mean);
        }

        return weights;
    }

    /// <summary>Where in the state the level of a lag stands, counted from 0.</summary>
    public int PlaceOfLevel(int lag) => _process + lag;

    /// <summary>The level of a lag, counted from 0.</summary>
    public double LevelAt(int lag) => _mean[_process + lag];

    /// <summary>The length of the state.</summary>
    public int Size => _size;

    /// <summary>The weights of the state in the next value.</summary>
    public ReadOnlySpan<double> Loadings => _loadings;

    /// <summary>One step forward for the covariance alone.</summary>
    public void AdvanceCovariance()
    {
        // The transition from the left, then from the right.
        Transform(_covariance, _product);
        for (int row = 0; row < _size; row++)
        {
            _meter.Spend(3L * _size);
            TransformRow(_product.AsSpan(row * _size, _size), _covariance.AsSpan(row * _size, _size));
        }

        for (int row = 0; row < _process; row++)
        {
            _meter.Spend(Response(row) != 0 ? 2L * _process : 1);
            for (int column = 0; Response(row) != 0 && column < _process; column++)
            {
                _covariance[(row * _size) + column] += Response(row) * Response(column);
            }
        }
    }

    private static double At(ReadOnlySpan<double> values, int index) => index < values.Length ? values[index] : 0;

    private void Transform(double[] source, double[] target)
    {
        ReadOnlySpan<double> first = source.AsSpan(0, _size);
        for (int row = 0; row < _process; row++)
        {
            _meter.Spend(2L * _size);
            Span<double> result = target.AsSpan(row * _size, _size);
            if (row + 1 < _process)
            {
                source.AsSpan((row + 1) * _size, _size).CopyTo(result);
            }
            else
            {
                result.Clear();
            }

            if (Ar(row) != 0)
            {
                Numerics.LinearAlgebra.DenseVector.AddMultiple(Ar(row), first, result);
            }
        }

        if (_levelWeights.Length == 0)
        {
            return;
        }

        Span<double> level = target.AsSpan(_process * _size, _size);
        first.CopyTo(level);
        foreach (int lag in _levelLags)
        {
            _meter.Spend(_size);
            Numerics.LinearAlgebra.DenseVector.AddMultiple(_levelWeights[lag], source.AsSpan((_process + lag) * _size, _size), level);
        }

        for (int row = _process; row < _size - 1; row++)
        {
            _meter.Spend(_size);
            source.AsSpan(row * _size, _size).CopyTo(target.AsSpan((row + 1) * _size));
        }
    }

    private void TransformRow(ReadOnlySpan<double> source, Span<double> target)
    {
        double first = source[0];
        source[1.._process].CopyTo(target);
        target[_process - 1] = 0;
        Numerics.LinearAlgebra.DenseVector.AddMultiple(first, _ar, target[.._process]);
        if (_levelWeights.Length == 0)
        {
            return;
        }

        double level = first;
        foreach (int lag in _levelLags)
        {
            level += _levelWeights[lag] * source[_process + lag];
        }

        source[_process..^1].CopyTo(target[(_process + 1)..]);
        target[_process] = level;
    }

    private void ProjectCovariance()
    {
        Array.Clear(_vector);
        for (int row = 0; row < _size; row++)
        {
            if (_loadings[row] != 0)
            {
                _meter.Spend(_size);
                Numerics.LinearAlgebra.DenseVector.AddMultiple(_loadings[row], _covariance.AsSpan(row * _size, _size), _vector);
            }
        }
    }

    private double Ar(int index) => _ar[index];

    private double Response(int index) => index == 0 ? 1 : index <= _arma.MaLength ? _arma.Ma[index - 1] : 0;
}
