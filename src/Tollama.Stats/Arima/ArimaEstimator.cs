using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fits models of one pair of differences to a series.</summary>
internal sealed class ArimaEstimator
{
    private const int MaxIterations = 100;
    private const double LargestStep = 0.7;
    private const double Rounding = 1e-15;

    private readonly ArimaData _data;
    private readonly WorkMeter _meter;
    private readonly ArmaLikelihood _likelihood;
    private readonly LevenbergMarquardt _search = new();
    private readonly double _smallestSum;

    /// <summary>Memory for models up to a size.</summary>
    public ArimaEstimator(ArimaData data, int longest, int coefficients, WorkMeter meter)
    {
        _meter = meter;
        _data = data;
        _likelihood = new ArmaLikelihood(data, longest, coefficients, meter);
        meter.Spend(2L * data.Levels.Length);
        double largest = data.Levels.Max(Math.Abs);
        _smallestSum = Math.Max(double.MinValue, Rounding * Rounding * largest * largest * data.Length);
    }

    /// <summary>Fits a model from a starting point.</summary>
    /// <param name="order">Its orders; its differences are those of the data.</param>
    /// <param name="constant">Whether it has a mean or a drift.</param>
    /// <param name="start">Unconstrained parameters.</param>
    /// <param name="tolerance">The relative gain in the sum of squares below which the search ends.</param>
    public ArimaFit Fit(ArimaOrder order, bool constant, ReadOnlySpan<double> start, double tolerance)
    {
        double[] parameters = start.ToArray();
        _likelihood.Choose(order, constant);
        double sum = _search.Minimize(_likelihood, parameters, _likelihood.ResidualCount, tolerance, MaxIterations, LargestStep, _meter);
        int estimated = order.Coefficients + _data.RegressorCount + (constant ? 1 : 0) + 1;
        double logLikelihood = _likelihood.LogLikelihood(Math.Max(sum, _smallestSum));
        return new ArimaFit(order, constant, parameters, logLikelihood, estimated, _likelihood.Count);
    }

    /// <summary>The coefficients of the regressors and the constant, and the sum of squared standardized errors.</summary>
    public double[] Regress(ArimaFit fit, out double squares)
    {
        _likelihood.Choose(fit.Order, fit.Constant);
        return _likelihood.Regress(fit.Parameters, out squares);
    }
}
