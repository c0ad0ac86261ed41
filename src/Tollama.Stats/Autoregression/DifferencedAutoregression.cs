using Tollama.Numerics.Autoregression;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>An autoregression of the differences of a series over some lag, or of the series itself.</summary>
internal sealed class DifferencedAutoregression
{
    private const int LeastLateErrors = 10;
    private const double MostEarlyShare = 3;

    private readonly double[] _values;
    private readonly double[] _centred;
    private readonly double[] _coefficients;
    private readonly double _mean;
    private readonly double _sigma;

    private DifferencedAutoregression(double[] values, double[] centred, double[] coefficients, double mean, double[] fitted, int lag, double sigma)
    {
        _values = values;
        _centred = centred;
        _coefficients = coefficients;
        _mean = mean;
        _sigma = sigma;
        Fitted = fitted;
        Lag = lag;
    }

    /// <summary>What was subtracted: the value so many steps earlier; 0 for nothing.</summary>
    public int Lag { get; }

    /// <summary>The one-step forecasts; NaN for the first <see cref="Lag"/> values.</summary>
    public double[] Fitted { get; }

    /// <summary>How much each earlier difference counts, the last one first.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The factor a step by which coefficients were shrunk that would have made forecasts explode; 1 for none.</summary>
    public double Shrinkage { get; private init; } = 1;

    /// <summary>The lags that were chosen and used; empty when all up to the order are.</summary>
    public int[] ChosenLags { get; private init; } = [];

    /// <summary>Fits by Burg's method, with the order of the least AICc.</summary>
    public static DifferencedAutoregression Fit(History history, int lag, int maxOrder, CancellationToken cancellationToken)
    {
        double[] values = history.Values;
        double[] centred = Centre(values, lag, out double mean);
        BurgFit fit = BurgFit.Select(centred, maxOrder, cancellationToken);
        double[] fitted = new double[values.Length];
        fitted.AsSpan(0, lag).Fill(double.NaN);
        for (int index = 0; index < centred.Length; index++)
        {
            fitted[index + lag] = values[index + lag] - fit.Errors[index];
        }

        double sigma = Sigma(history, fitted, lag, fit.Coefficients.Length);
        return new DifferencedAutoregression(values, centred, fit.Coefficients, mean, fitted, lag, sigma);
    }

    /// <summary>Fits by least squares, at lags that the user chose.</summary>
    public static DifferencedAutoregression FitAt(History history, int lag, int[] lags, WorkMeter meter)
    {
        double[] values = history.Values;
        meter.Spend(4L * values.Length);
        double[] centred = Centre(values, lag, out double mean);
        int[] usable = Stats.ChosenLags.Usable(lags, centred.Length);
        double[] coefficients = Stats.ChosenLags.Fit(centred, usable, meter, out double shrinkage);
        double[] fitted = new double[values.Length];
        int start = lag + coefficients.Length;
        fitted.AsSpan(0, start).Fill(double.NaN);
        for (int index = start; index < values.Length; index++)
        {
            meter.Spend(2L * usable.Length);
            double expected = mean + (lag == 0 ? 0 : values[index - lag]);
            foreach (int back in usable)
            {
                expected += coefficients[back - 1] * centred[index - lag - back];
            }

            fitted[index] = expected;
        }

        double sigma = ErrorVariance.StandardDeviation(history, fitted, usable.Length + 1);
        return new DifferencedAutoregression(values, centred, coefficients, mean, fitted, lag, sigma) { Shrinkage = shrinkage, ChosenLags = usable };
    }

    private static double[] Centre(double[] values, int lag, out double mean)
    {
        double[] centred = values[lag..];
        for (int index = 0; lag > 0 && index < centred.Length; index++)
        {
            centred[index] -= values[index];
        }

        mean = Average.Of(centred);
        for (int index = 0; index < centred.Length; index++)
        {
            centred[index] -= mean;
        }

        return centred;
    }

    // The first errors are those of shorter autoregressions. Where they are so much larger that the series must be smooth, they say nothing
    // about the errors to come.
    private static double Sigma(History history, double[] fitted, int lag, int order)
    {
        double all = ErrorVariance.StandardDeviation(history, fitted, order + 1);
        int start = lag + order;
        if (fitted.Length - start < LeastLateErrors || order == 0)
        {
            return all;
        }

        double[] late = [.. fitted];
        late.AsSpan(0, start).Fill(double.NaN);
        double settled = ErrorVariance.StandardDeviation(history, late, 0);
        return all > MostEarlyShare * settled ? settled : all;
    }

    public double[] Mean(int horizon, WorkMeter meter)
    {
        int order = _coefficients.Length, length = _centred.Length;
        double[] path = new double[order + horizon];
        _centred.AsSpan(length - order).CopyTo(path);
        double[] mean = new double[horizon];
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(order);
            double difference = 0;
            for (int lag = 0; lag < order; lag++)
            {
                difference += _coefficients[lag] * path[order + step - 1 - lag];
            }

            path[order + step] = difference;
            mean[step] = difference + _mean + (Lag == 0 ? 0 : step < Lag ? _values[_values.Length - Lag + step] : mean[step - Lag]);
        }

        return mean;
    }

    // The weights of past errors in each step: those of the autoregression, summed up over the lag.
    public (double[] Weights, double[] StandardError) Errors(int horizon, WorkMeter meter)
    {
        double[] response = new double[horizon];
        double[] deviation = new double[horizon];
        double[] total = new double[horizon];
        double squares = 0;
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(_coefficients.Length);
            double weight = step == 0 ? 1 : 0;
            for (int lag = 0; lag < Math.Min(step, _coefficients.Length); lag++)
            {
                weight += _coefficients[lag] * response[step - 1 - lag];
            }

            response[step] = weight;
            total[step] = weight + (Lag > 0 && step >= Lag ? total[step - Lag] : 0);
            squares += total[step] * total[step];
            deviation[step] = _sigma * Math.Sqrt(squares);
        }

        return (total, deviation);
    }
}
