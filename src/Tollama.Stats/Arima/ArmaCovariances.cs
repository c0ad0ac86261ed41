using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>What a stationary ARMA process with innovations of variance 1 knows before its first value.</summary>
/// <remarks>
/// The state is Harvey's (Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section 3.3): element i is the part of
/// the value i steps ahead that is already decided. Autocovariances of the autoregression come from its partial autocorrelations (the
/// Durbin-Levinson recursion run backward, then forward), those of the process by convolution with the moving average.
/// </remarks>
internal sealed class ArmaCovariances
{
    private readonly WorkMeter _meter;
    private readonly double[] _predictors;
    private readonly double[] _autoregressive;
    private readonly double[] _process;
    private readonly double[] _response;
    private readonly double[] _movingAverage;

    /// <summary>Memory for polynomials up to a degree.</summary>
    public ArmaCovariances(int longest, WorkMeter meter)
    {
        _meter = meter;
        _predictors = new double[((longest + 1) * longest / 2) + 1];
        _autoregressive = new double[(2 * longest) + 2];
        _process = new double[longest + 2];
        _response = new double[longest + 2];
        _movingAverage = new double[longest + 1];
    }

    /// <summary>The covariance of each element of the state with the first value; element 0 is the variance of the process.</summary>
    /// <param name="arma">The process.</param>
    /// <param name="column">As long as the state.</param>
    /// <returns>False if the process is not stationary, as far as a double can tell.</returns>
    public bool TryFirstColumn(ArmaPolynomials arma, Span<double> column)
    {
        int ar = arma.ArLength, ma = arma.MaLength;
        if (!TryAutoregressive(arma, ar + ma + 1))
        {
            return false;
        }

        ImpulseResponse(arma, ma);
        Convolve(arma, ar);
        column.Clear();
        column[0] = _process[0];
        for (int element = 1; element < column.Length; element++)
        {
            _meter.Spend(arma.ArLagCount + arma.MaLagCount);
            double sum = 0;
            for (int index = arma.ArLagCount - 1; index >= 0 && arma.ArLags[index] > element; index--)
            {
                int lag = arma.ArLags[index];
                sum += arma.Ar[lag - 1] * _process[lag - element];
            }

            for (int index = arma.MaLagCount - 1; index >= 0 && arma.MaLags[index] >= element; index--)
            {
                int lag = arma.MaLags[index];
                sum += arma.Ma[lag - 1] * _response[lag - element];
            }

            column[element] = sum;
        }

        return double.IsFinite(column[0]);
    }

    // Autocovariances of the autoregression alone, up to a lag.
    private bool TryAutoregressive(ArmaPolynomials arma, int lags)
    {
        int order = arma.ArLength;
        Span<double> predictors = _predictors;
        arma.Ar.AsSpan(0, order).CopyTo(predictors[(order * (order - 1) / 2)..]);
        double variance = 1;
        for (int size = order; size >= 1; size--)
        {
            Span<double> larger = predictors.Slice(size * (size - 1) / 2, size);
            _meter.Spend(4L * size);
            double partial = larger[^1];
            double scale = 1 - (partial * partial);
            if (!(scale > 1e-12))
            {
                return false;
            }

            variance /= scale;
            Span<double> smaller = predictors.Slice((size - 1) * (size - 2) / 2, size - 1);
            for (int index = 0; index < smaller.Length; index++)
            {
                smaller[index] = (larger[index] + (partial * larger[size - 2 - index])) / scale;
            }
        }

        Span<double> covariances = _autoregressive;
        covariances[0] = variance;
        for (int lag = 1; lag <= lags; lag++)
        {
            _meter.Spend(lag <= order ? lag : arma.ArLagCount);
            double sum = 0;
            if (lag <= order)
            {
                Span<double> predictor = predictors.Slice(lag * (lag - 1) / 2, lag);
                for (int index = 0; index < lag; index++)
                {
                    sum += predictor[index] * covariances[lag - 1 - index];
                }
            }
            else
            {
                for (int index = 0; index < arma.ArLagCount; index++)
                {
                    sum += arma.Ar[arma.ArLags[index] - 1] * covariances[lag - arma.ArLags[index]];
                }
            }

            covariances[lag] = sum;
        }

        return true;
    }

    private void ImpulseResponse(ArmaPolynomials arma, int last)
    {
        _response[0] = 1;
        for (int step = 1; step <= last; step++)
        {
            _meter.Spend(arma.ArLagCount);
            double sum = arma.Ma[step - 1];
            for (int index = 0; index < arma.ArLagCount && arma.ArLags[index] <= step; index++)
            {
                sum += arma.Ar[arma.ArLags[index] - 1] * _response[step - arma.ArLags[index]];
            }

            _response[step] = sum;
        }
    }

    private void Convolve(ArmaPolynomials arma, int lags)
    {
        int ma = arma.MaLength;
        if (ma == 0)
        {
            _autoregressive.AsSpan(0, lags + 1).CopyTo(_process);
            return;
        }

        Span<double> weights = _movingAverage.AsSpan(0, ma + 1);
        weights[0] = 1 + DenseVector.SumOfSquares(arma.Ma.AsSpan(0, ma));
        for (int lag = 1; lag <= ma; lag++)
        {
            _meter.Spend(arma.MaLagCount);
            double sum = arma.Ma[lag - 1];
            for (int index = 0; index < arma.MaLagCount && arma.MaLags[index] + lag <= ma; index++)
            {
                sum += arma.Ma[arma.MaLags[index] - 1] * arma.Ma[arma.MaLags[index] + lag - 1];
            }

            weights[lag] = sum;
        }

        for (int lag = 0; lag <= lags; lag++)
        {
            _meter.Spend(2L * ma);
            double sum = weights[0] * _autoregressive[lag];
            for (int shift = 1; shift <= ma; shift++)
            {
                if (weights[shift] != 0)
                {
                    sum += weights[shift] * (_autoregressive[Math.Abs(lag - shift)] + _autoregressive[lag + shift]);
                }
            }

            _process[lag] = sum;
        }
    }
}
