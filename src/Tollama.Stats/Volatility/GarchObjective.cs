using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Minus the normal log-likelihood of a GARCH model, as a function of variables without bounds.</summary>
/// <remarks>
/// The weights of squared errors and variances are z² / (1 + sum of all z²), times <see cref="HighestPersistence"/>: none is negative and
/// their sum is below 1, so that every point is a stationary process; a weight of 0 is at z = 0. Then follow the logarithm of the variance in
/// the long run over the one of the sample, and the mean in standard deviations from that of the sample. Before the first value, squares and
/// variances are the mean square of the errors around the mean (Bollerslev 1986, section 4).
/// </remarks>
internal readonly struct GarchObjective : INelderMeadObjective
{
    private const double HighestPersistence = 0.9995;
    private const double LeastOmega = 1e-6;
    private const double LogHighestVariance = 2.302585092994046;
    private const double LogLowestVariance = -2 * LogHighestVariance;
    private const int OperationsPerValue = 25;

    private readonly double[] _values;
    private readonly bool[] _observed;
    private readonly double[] _squares;
    private readonly double[] _variances;
    private readonly double _mean;
    private readonly double _variance;
    private readonly WorkMeter _meter;

    public GarchObjective(History history, int p, int q, bool hasConstant, double mean, double variance, WorkMeter meter)
    {
        (_values, _observed, _mean, _variance, _meter) = (history.Values, history.Observed, mean, variance, meter);
        (SquareLags, VarianceLags, HasConstant, Lags) = (p, q, hasConstant, Math.Max(p, q));
        _squares = new double[Lags + _values.Length];
        _variances = new double[Lags + _values.Length];
    }

    /// <summary>How many squared errors move the variance.</summary>
    public int SquareLags { get; }

    /// <summary>How many earlier variances move the variance.</summary>
    public int VarianceLags { get; }

    /// <summary>The larger of both.</summary>
    public int Lags { get; }

    /// <summary>Whether the mean is a variable.</summary>
    public bool HasConstant { get; }

    /// <summary>How many variables there are.</summary>
    public int Variables => SquareLags + VarianceLags + (HasConstant ? 2 : 1);

    /// <summary>The variable whose squares, so distributed, have a sum of weights.</summary>
    public static double Variable(double weight, double persistence) => Math.Sqrt(weight / (HighestPersistence - persistence));

    /// <summary>The mean at a point.</summary>
    public double Mean(ReadOnlySpan<double> point) => HasConstant ? _mean + (point[^1] * Math.Sqrt(_variance)) : 0;

    /// <summary>The variance in the long run at a point.</summary>
    public double LongRun(ReadOnlySpan<double> point) => _variance * Math.Exp(point[SquareLags + VarianceLags]);

    /// <summary>The weights at a point: of squares, the last first, then of variances.</summary>
    /// <returns>Their sum.</returns>
    public static double Weights(ReadOnlySpan<double> point, Span<double> weights)
    {
        double sum = 1;
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = point[index] * point[index];
            sum += weights[index];
        }

        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] *= HighestPersistence / sum;
        }

        return HighestPersistence * (sum - 1) / sum;
    }

    /// <summary>The last squared errors, the newest last; what they were in the last call of <see cref="Value"/>.</summary>
    public double[] LastSquares() => _squares[^Lags..];

    /// <summary>The last variances, the newest last; what they were in the last call of <see cref="Value"/>.</summary>
    public double[] LastVariances() => _variances[^Lags..];

    /// <inheritdoc />
    public double Value(ReadOnlySpan<double> point)
    {
        double logRatio = point[SquareLags + VarianceLags];
        if (!(logRatio is >= LogLowestVariance and <= LogHighestVariance))
        {
            return double.PositiveInfinity;
        }

        Span<double> weights = stackalloc double[SquareLags + VarianceLags];
        double omega = LongRun(point) * (1 - Weights(point, weights));
        return omega < LeastOmega * _variance ? double.PositiveInfinity : Run(Mean(point), omega, weights[..SquareLags], weights[SquareLags..]);
    }

    private double Run(double mean, double omega, ReadOnlySpan<double> alpha, ReadOnlySpan<double> beta)
    {
        Start(mean);
        double sum = 0;
        int count = 0;
        for (int index = 0; index < _values.Length; index++)
        {
            _meter.Spend(OperationsPerValue + alpha.Length + beta.Length);
            double variance = omega;
            for (int lag = 0; lag < alpha.Length; lag++)
            {
                variance += alpha[lag] * _squares[Lags + index - 1 - lag];
            }

            for (int lag = 0; lag < beta.Length; lag++)
            {
                variance += beta[lag] * _variances[Lags + index - 1 - lag];
            }

            double error = _values[index] - mean;
            double square = _observed[index] ? error * error : variance;
            (_squares[Lags + index], _variances[Lags + index]) = (square, variance);
            sum += _observed[index] ? Math.Log(variance) + (square / variance) : 0;
            count += _observed[index] ? 1 : 0;
        }

        return 0.5 * (sum + (count * Math.Log(2 * Math.PI)));
    }

    // The mean square around a mean that differs from the sample's is larger by the square of the difference.
    private void Start(double mean)
    {
        double start = _variance + ((mean - _mean) * (mean - _mean));
        _squares.AsSpan(0, Lags).Fill(start);
        _variances.AsSpan(0, Lags).Fill(start);
    }
}
