using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fits forms to one series.</summary>
internal sealed class TbatsEstimator
{
    private const double LargestStep = 0.7;
    private const double Rounding = 1e-15;

    private readonly double[] _values;
    private readonly WorkMeter _meter;
    private readonly double _smallestSum;
    private readonly LevenbergMarquardt _search = new();

    /// <summary>Prepares for a series.</summary>
    public TbatsEstimator(double[] values, WorkMeter meter)
    {
        _meter = meter;
        _values = values;
        double largest = Rounding * Magnitude.Of(values);
        _smallestSum = largest * largest * values.Length;
    }

    /// <summary>The series.</summary>
    public double[] Values => _values;

    /// <summary>Whether a form leaves values to measure its errors by.</summary>
    public bool Allows(TbatsForm form) => _values.Length > form.Estimated + 1;

    /// <summary>Fits a form.</summary>
    /// <param name="form">One that is allowed.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="tolerance">The relative gain in the sum of squares below which it ends.</param>
    /// <param name="maxIterations">After how many steps it ends in any case.</param>
    public TbatsFit Fit(TbatsForm form, double[] start, double tolerance, int maxIterations)
    {
        double[] point = [.. start];
        double sum = _search.Minimize(new TbatsLikelihood(form, _values, _meter), point, _values.Length, tolerance, maxIterations, LargestStep, _meter);
        return new TbatsFit(form, point, Math.Max(sum, _smallestSum), _values.Length);
    }

    /// <summary>
    /// The model at the parameters of a fit, run over the series: its innovations, and its likelihood with initial states.
    /// </summary>
    public double[] Innovations(TbatsFit fit, out TbatsLikelihood likelihood)
    {
        double[] innovations = new double[_values.Length];
        likelihood = new TbatsLikelihood(fit.Form, _values, _meter);
        likelihood.TryEvaluate(fit.Point, innovations);
        return innovations;
    }
}
