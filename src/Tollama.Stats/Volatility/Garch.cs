using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A steady mean with a variance that follows the squares of the last errors: for returns, calm and wild in turn.</summary>
/// <remarks>
/// Bollerslev, Generalized autoregressive conditional heteroskedasticity, Journal of Econometrics 31 (1986), equations 2 and 22; without
/// lags of the variance it is Engle's model, Autoregressive conditional heteroscedasticity with estimates of the variance of United Kingdom
/// inflation, Econometrica 50 (1982). As in most programs today, and unlike in Bollerslev's paper, p counts the lags of squared errors and q
/// those of the variance: h(t) = omega + alpha1 e(t-1)² + … + alphap e(t-p)² + beta1 h(t-1) + … + betaq h(t-q). All parameters are those of
/// the largest normal likelihood. Quantiles are normal at each step, by the expected variance of the step; beyond the first step the true
/// distribution has longer tails, and the uncertainty of the parameters is not counted.
/// </remarks>
public sealed class Garch : UnivariateModel
{
    /// <summary>The most lags of either kind: more than 10 are hardly told apart by any series.</summary>
    internal const int MostLags = 10;

    // Fewer tell next to nothing about how a variance moves.
    private const int ValuesForEachLag = 10;

    private readonly int _p;
    private readonly int _q;
    private readonly bool _hasConstant;

    /// <summary>Creates the method.</summary>
    /// <param name="p">How many squared errors move the variance, from 1 to 10; 1 by default.</param>
    /// <param name="q">How many earlier variances do, from 0 to 10; 1 by default, and 0 for ARCH.</param>
    /// <param name="constant">Whether the series has a mean; false for one around 0. True by default.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: a number of lags is out of its range.</exception>
    public Garch(int p = 1, int q = 1, bool constant = true)
    {
        if (p is < 1 or > MostLags || q is < 0 or > MostLags)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                string.Create(CultureInfo.InvariantCulture, $"A GARCH model with p = {p} and q = {q} is not possible."),
                $"Give p from 1 and q from 0 on, both up to {MostLags}.");
        }

        (_p, _q, _hasConstant) = (p, q, constant);
    }

    /// <inheritdoc />
    public override string Name => _q == 0 ? "arch" : "garch";

    /// <inheritdoc />
    /// <remarks>A line through a gap would be calm in itself; a missing error is expected to be as large as its variance says.</remarks>
    protected internal override MissingValues Missing => MissingValues.Drop;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => _hasConstant ? LevelUse.TakenOff : LevelUse.Kept;

    private int ValuesNeeded => ValuesForEachLag * (1 + _p + _q);

    private string Described => _q == 0
        ? string.Create(CultureInfo.InvariantCulture, $"arch({_p})")
        : string.Create(CultureInfo.InvariantCulture, $"garch({_p},{_q})");

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        meter.Spend(4L * history.Values.Length);
        double[] observed = history.ObservedValues;
        double mean = _hasConstant ? Average.Of(observed) : 0;
        double variance = MeanSquare(observed, mean);
        if (observed.Length < ValuesNeeded || !(variance > 0))
        {
            string why = variance > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{Described} needs {ValuesNeeded} observed values")
                : "all values are equal";
            return new SteadyVariance(mean, Math.Sqrt(variance * observed.Length / Math.Max(1, observed.Length - (_hasConstant ? 1 : 0))))
            {
                Fitted = Filled(history.Values.Length, mean),
                Method = $"steady variance: {why}",
                Warnings = observed.Length > 1 ? [] : ["one observed value only: the quantiles equal the mean"],
            };
        }

        GarchObjective objective = new(history, _p, _q, _hasConstant, mean, variance, meter);
        GarchFit fit = GarchFit.Search(objective);
        return new GarchPredictor(fit)
        {
            Fitted = Filled(history.Values.Length, fit.Mean),
            Method = _hasConstant ? Described : $"{Described} without mean",
            Parameters = [.. Parameters(fit, history.ObservedCount)],
        };
    }

    private IEnumerable<FittedParameter> Parameters(GarchFit fit, int count)
    {
        if (_hasConstant)
        {
            yield return new("mean", fit.Mean, ParameterUnit.Level);
        }

        yield return new("omega", fit.Omega, ParameterUnit.SeriesSquared);
        for (int lag = 0; lag < _p; lag++)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture, $"alpha{lag + 1}"), fit.Alpha[lag]);
        }

        for (int lag = 0; lag < _q; lag++)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture, $"beta{lag + 1}"), fit.Beta[lag]);
        }

        int parameters = 1 + _p + _q + (_hasConstant ? 1 : 0);
        double penalty = 2.0 * parameters * (1 + ((parameters + 1.0) / (count - parameters - 1)));
        yield return new("sigma2", fit.Variance, ParameterUnit.SeriesSquared);
        yield return new("loglik", fit.LogLikelihood, ParameterUnit.LogLikelihood, count);
        yield return new("aicc", (-2 * fit.LogLikelihood) + penalty, ParameterUnit.Criterion, count);
    }

    private static double MeanSquare(double[] values, double mean)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / values.Length;
    }

    private static double[] Filled(int length, double value)
    {
        double[] filled = new double[length];
        Array.Fill(filled, value);
        return filled;
    }

    private sealed class SteadyVariance(double mean, double sigma) : StepPredictor
    {
        public override double Mean(int step) => mean;

        public override double StandardError(int step) => sigma;
    }
}
