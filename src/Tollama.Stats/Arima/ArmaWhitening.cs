using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// Turns series of a stationary ARMA process into independent innovations of variance 1: the exact likelihood in linear time.
/// </summary>
/// <remarks>
/// The Kalman filter by the recursions of Morf, Sidhu and Kailath, Some new algorithms for recursive estimation in constant, linear,
/// discrete-time systems, IEEE Transactions on Automatic Control 19 (1974), as Pearlman (Biometrika 67, 1980) and Melard (algorithm AS 197,
/// 1984) have them for ARMA: since the process is stationary, the covariance of the state changes by a matrix of rank one each step, so two
/// vectors stand for it and a step costs as much as the state is long. The autoregressive part is taken off beforehand: what is left are
/// moving-average weights that change with time and end at those of the process; from then on the weights are fixed and few.
/// </remarks>
internal sealed class ArmaWhitening
{
    private const int Lanes = 4;
    private const int CheckEvery = 8;
    private const double Settled = 1e-13;
    private const double LargestProduct = 1e200;

    // A root and divisions.
    private const int OperationsPerStep = 20;

    private readonly WorkMeter _meter;
    private readonly ArmaCovariances _covariances;
    private readonly double[] _first;
    private readonly double[] _gain;
    private readonly double[] _change;
    private readonly double[] _weights;
    private readonly double[][] _states;

    /// <summary>Memory for processes and numbers of series up to a size.</summary>
    public ArmaWhitening(int longest, int columns, WorkMeter meter)
    {
        _meter = meter;
        int padded = longest + 1 + (3 * Lanes);
        _covariances = new ArmaCovariances(longest, meter);
        _first = new double[padded];
        _gain = new double[padded];
        _change = new double[padded];
        _weights = new double[padded];
        _states = [.. Enumerable.Range(0, columns).Select(_ => new double[padded])];
    }

    /// <summary>Whitens several series, as if each came from the process.</summary>
    /// <param name="arma">The process; its innovations have variance 1.</param>
    /// <param name="series">The series.</param>
    /// <param name="whitened">Receives for each series the one-step errors over their standard deviations.</param>
    /// <param name="count">How many of the series count.</param>
    /// <param name="length">How many values each has.</param>
    /// <param name="logDeterminant">The sum of the logarithms of the variances of the one-step errors.</param>
    /// <returns>False if the process is not stationary.</returns>
    public bool TryWhiten(ArmaPolynomials arma, double[][] series, double[][] whitened, int count, int length, out double logDeterminant)
    {
        logDeterminant = 0;
        int state = arma.StateLength;
        if (!_covariances.TryFirstColumn(arma, _first.AsSpan(0, state)))
        {
            return false;
        }

        for (int column = 0; column < count; column++)
        {
            TakeOffAutoregression(arma, series[column], whitened[column], length);
            Array.Clear(_states[column]);
        }

        if (arma.ArLength + arma.MaLength > 0)
        {
            logDeterminant = Filter(arma, whitened, count, length);
        }

        return true;
    }

    // Values before the first count as 0, just as the state before the first value is 0.
    private void TakeOffAutoregression(ArmaPolynomials arma, double[] series, double[] result, int length)
    {
        _meter.Spend(length);
        Array.Copy(series, result, length);
        for (int index = 0; index < arma.ArLagCount; index++)
        {
            int lag = arma.ArLags[index];
            if (lag < length)
            {
                _meter.Spend(length - lag);
                Numerics.LinearAlgebra.DenseVector.AddMultiple(-arma.Ar[lag - 1], series.AsSpan(0, length - lag), result.AsSpan(lag));
            }
        }
    }

    private double Filter(ArmaPolynomials arma, double[][] columns, int count, int length)
    {
        int ar = arma.ArLength, ma = arma.MaLength, state = arma.StateLength;
        double variance = _first[0];
        Array.Clear(_gain);
        Array.Clear(_change);
        _first.AsSpan(1, state - 1).CopyTo(_gain);
        _gain.AsSpan(0, state - 1).CopyTo(_change);
        for (int index = 0; index < ar; index++)
        {
            _change[index] += variance * arma.Ar[index];
        }

        double multiplier = -1 / variance;
        double logDeterminant = 0, product = 1;
        for (int time = 0; time < length; time++)
        {
            int extent = Math.Max(ma, ar - 1 - time);
            if (ma == 0 && time >= ar)
            {
                break;
            }

            if (time % CheckEvery == 0 && time >= ar && HasSettled(ma, multiplier, variance))
            {
                Finish(arma, columns, count, time, length);
                break;
            }

            product *= variance;
            if (product > LargestProduct)
            {
                logDeterminant += Math.Log(product);
                product = 1;
            }

            int lanes = (extent + Lanes - 1) / Lanes * Lanes;
            _meter.Spend(OperationsPerStep + ((long)lanes * (count + 2)));
            double lead = _change[0];
            double share = multiplier * lead;
            double next = variance + (share * lead);
            if (!(next > 0))
            {
                return double.NaN;
            }

            Advance(lanes, share, lead / next, 1 / variance);
            multiplier *= next / variance;
            double deviation = Math.Sqrt(variance);
            for (int column = 0; column < count; column++)
            {
                double[] parts = _states[column];
                columns[column][time] = Step(parts, columns[column][time], lanes) / deviation;
                parts[extent] = 0;
            }

            variance = next;
            _change[extent] = 0;
            if (extent > ma)
            {
                _gain[extent - 1] = 0;
            }
        }

        return logDeterminant + Math.Log(product);
    }

    // Weights of this step from the gain; gain and change of the next step.
    private void Advance(int lanes, double share, double leadOverNext, double inverse)
    {
        ref double gain = ref MemoryMarshal.GetArrayDataReference(_gain);
        ref double change = ref MemoryMarshal.GetArrayDataReference(_change);
        ref double weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        Vector256<double> shares = Vector256.Create(share);
        Vector256<double> leads = Vector256.Create(leadOverNext);
        Vector256<double> inverses = Vector256.Create(inverse);
        for (int index = 0; index < lanes; index += Lanes)
        {
            Vector256<double> before = Vector256.LoadUnsafe(ref gain, (nuint)index);
            Vector256<double> shifted = Vector256.LoadUnsafe(ref change, (nuint)(index + 1));
            Vector256<double> after = before + (shares * shifted);
            (before * inverses).StoreUnsafe(ref weights, (nuint)index);
            after.StoreUnsafe(ref gain, (nuint)index);
            (shifted - (leads * after)).StoreUnsafe(ref change, (nuint)index);
        }
    }

    // The error of one value, and the state with the error's part in the values to come.
    private double Step(double[] state, double value, int lanes)
    {
        ref double parts = ref MemoryMarshal.GetArrayDataReference(state);
        ref double weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        double error = value - parts;
        Vector256<double> errors = Vector256.Create(error);
        for (int index = 0; index < lanes; index += Lanes)
        {
            Vector256<double> shifted = Vector256.LoadUnsafe(ref parts, (nuint)(index + 1));
            (shifted + (errors * Vector256.LoadUnsafe(ref weights, (nuint)index))).StoreUnsafe(ref parts, (nuint)index);
        }

        return error;
    }

    private bool HasSettled(int extent, double multiplier, double variance)
    {
        double largest = 0;
        for (int index = 0; index <= extent; index++)
        {
            largest = Math.Max(largest, Math.Abs(_change[index]));
        }

        return largest * largest * Math.Abs(multiplier) < Settled * variance;
    }

    // The variance is 1 and the weights are the process's own; the states hold what earlier errors add to the next values.
    private void Finish(ArmaPolynomials arma, double[][] columns, int count, int time, int length)
    {
        int extent = arma.MaLength;
        ReadOnlySpan<int> lags = arma.MaLags.AsSpan(0, arma.MaLagCount);
        Span<double> weights = _weights.AsSpan(0, lags.Length);
        for (int index = 0; index < lags.Length; index++)
        {
            weights[index] = arma.Ma[lags[index] - 1];
        }

        for (int column = 0; column < count; column++)
        {
            Span<double> errors = columns[column].AsSpan(0, length);
            int settled = Math.Min(length, time + extent);
            for (int step = time; step < settled; step++)
            {
                _meter.Spend(lags.Length + 1);
                double sum = errors[step] - _states[column][step - time];
                for (int index = 0; index < lags.Length && lags[index] <= step - time; index++)
                {
                    sum -= weights[index] * errors[step - lags[index]];
                }

                errors[step] = sum;
            }

            // The longest lag first: only the last subtraction has to wait for the error just before.
            int portion = Math.Max(1, WorkMeter.Portion / (lags.Length + 1));
            for (int start = settled; start < length; start += portion)
            {
                int end = Math.Min(length, start + portion);
                _meter.Spend(2L * (lags.Length + 1) * (end - start));
                for (int step = start; step < end; step++)
                {
                    double sum = errors[step];
                    for (int index = lags.Length - 1; index >= 0; index--)
                    {
                        sum -= weights[index] * errors[step - lags[index]];
                    }

                    errors[step] = sum;
                }
            }
        }
    }
}
