using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fits forms of exponential smoothing to one series.</summary>
/// <remarks>
/// The likelihood has several maxima, so the search begins at several points: a few steps from each, then on from the most promising. Forms
/// that were fitted before lend their optima to their relatives, so a richer form is seldom worse than a simpler one that it contains.
/// </remarks>
internal sealed class EtsSearch
{
    private const int ScoutSteps = 3;
    private const int MaxSteps = 100;
    private const double Tolerance = 1e-3;
    private const double FinalTolerance = 1e-11;

    // A promise is that of one step; this is how many more of the same size to hope for.
    private const double Hope = 4;
    private const double Margin = 1;

    private readonly double[] _values;
    private readonly EtsInitialStates _guess;
    private readonly EtsOptimizer _optimizer;
    private readonly EtsBounds _bounds;
    private readonly SmoothingParameters _given;
    private readonly Dictionary<EtsForm, EtsPoint> _known = [];
    private readonly List<EtsPoint> _points = [];
    private readonly int _seasonLength;

    /// <summary>Prepares a search.</summary>
    /// <param name="values">The series, scaled to magnitude 1.</param>
    /// <param name="seasonLength">The number of values in a season; 1 for none.</param>
    /// <param name="given">The parameters that are not estimated.</param>
    /// <param name="meter">Counts the work.</param>
    /// <param name="slopeShare">The largest beta as a share of alpha, above 0; 1, the default, for any.</param>
    public EtsSearch(double[] values, int seasonLength, SmoothingParameters given, WorkMeter meter, double slopeShare = 1)
    {
        _given = given;
        _bounds = new EtsBounds(given, slopeShare);
        _values = values;
        _seasonLength = seasonLength;
        Work = new EtsWorkspace(values, seasonLength, meter);
        _optimizer = new EtsOptimizer(Work, _bounds);
        _guess = new EtsInitialStates(values, seasonLength);
    }

    /// <summary>The memory, which after <see cref="Finish"/> holds a fit's forecasts and last states.</summary>
    public EtsWorkspace Work { get; }

    /// <summary>How often the series was run through.</summary>
    public long Runs => _optimizer.Runs;

    /// <summary>Whether the series is long enough for a form.</summary>
    public bool IsLongEnough(EtsForm form) => _values.Length > ParameterCount(form);

    /// <summary>The log-likelihood with which a form reaches a value of a criterion; minus infinity when any will do.</summary>
    public double Needed(EtsForm form, InformationCriterion criterion, double value)
    {
        double penalty = EtsFit.Penalty(criterion, ParameterCount(form), _values.Length);
        return double.IsFinite(value) && double.IsFinite(penalty) ? 0.5 * (penalty - value) : double.NegativeInfinity;
    }

    /// <summary>Fits a form from all starting points, whatever it takes.</summary>
    /// <param name="form">The form.</param>
    /// <param name="leastSquares">Whether to minimize the squared one-step errors instead of maximizing the likelihood.</param>
    /// <returns><see langword="null"/> if the form has no meaning for the series.</returns>
    public EtsFit? FitThoroughly(EtsForm form, bool leastSquares = false)
    {
        EtsForm searched = leastSquares ? form with { Error = EtsComponent.Additive } : form;
        _optimizer.Arrange(searched);
        _points.Clear();
        foreach (double[] start in EtsStartingPoints.All)
        {
            Begin(searched, start);
        }

        foreach (EtsPoint point in _points)
        {
            _optimizer.Improve(point, MaxSteps, Tolerance);
        }

        EtsPoint best = Best();
        if (!double.IsFinite(best.Criterion))
        {
            return null;
        }

        _optimizer.Improve(best, MaxSteps, FinalTolerance);
        return Judge(form, best, searched);
    }

    /// <summary>Fits a form from a few starting points, and gives it up once it cannot reach a log-likelihood.</summary>
    /// <returns><see langword="null"/> if the form was given up or has no meaning for the series.</returns>
    public EtsFit? Fit(EtsForm form, double needed = double.NegativeInfinity)
    {
        _optimizer.Arrange(form);
        _points.Clear();
        AddPoints(form);
        foreach (EtsPoint point in _points)
        {
            _optimizer.Improve(point, ScoutSteps, Tolerance);
        }

        EtsPoint best = Best();
        if (!double.IsFinite(best.Criterion))
        {
            return null;
        }

        _known[form] = best;
        if (BestHope() < needed)
        {
            return null;
        }

        _optimizer.Improve(best, MaxSteps, Tolerance);
        foreach (EtsPoint point in _points)
        {
            if (point != best && HopeOf(point) > LogLikelihood(best))
            {
                _optimizer.Improve(point, MaxSteps, Tolerance);
            }
        }

        return Judge(form, _known[form] = Best(), form);
    }

    /// <summary>
    /// Improves a fit to the last digit that matters and runs it once more, so that <see cref="Work"/> holds its forecasts and last states.
    /// </summary>
    public EtsFit Finish(EtsFit fit, bool polish)
    {
        _optimizer.Arrange(fit.Form);
        if (polish)
        {
            _optimizer.Improve(fit.Point, MaxSteps, FinalTolerance);
        }

        double criterion = _optimizer.Evaluate(fit.Point.Values, derivatives: false);
        return fit with { LogLikelihood = -0.5 * _values.Length * criterion };
    }

    // With the variance, without what is given.
    private int ParameterCount(EtsForm form) => form.ParameterCount(_seasonLength) + 1 - _given.CountIn(form);

    private EtsFit? Judge(EtsForm form, EtsPoint point, EtsForm searched)
    {
        double criterion = point.Criterion;
        if (form != searched)
        {
            _optimizer.Arrange(form);
            criterion = _optimizer.Evaluate(point.Values, derivatives: false);
        }

        return double.IsFinite(criterion)
            ? new EtsFit(form, point, -0.5 * _values.Length * criterion, ParameterCount(form), _values.Length)
            : null;
    }

    private void AddPoints(EtsForm form)
    {
        if (form.Error == EtsComponent.Multiplicative && Lend(form with { Error = EtsComponent.Additive }, form))
        {
            foreach (double[] start in EtsStartingPoints.BesideTwin(form))
            {
                Begin(form, start);
            }

            return;
        }

        if (form.Damped)
        {
            Lend(form with { Damped = false }, form);
        }
        else if (form.HasTrend)
        {
            Lend(form with { Trend = EtsComponent.None }, form);
        }

        foreach (double[] start in EtsStartingPoints.Few(form))
        {
            Begin(form, start);
        }
    }

    private void Begin(EtsForm form, double[] smoothing)
    {
        double[] values = new double[EtsParameters.Season + Work.FreeFigures];
        _guess.Write(form, values);
        smoothing.CopyTo(values, 0);
        _bounds.Enter(values);
        _points.Add(new EtsPoint(values));
    }

    // A relative's optimum as a starting point.
    private bool Lend(EtsForm relative, EtsForm form)
    {
        if (!_known.TryGetValue(relative, out EtsPoint? point))
        {
            return false;
        }

        double[] values = [.. point.Values];
        if (form.Damped && !relative.Damped)
        {
            values[EtsParameters.Phi] = EtsParameters.HighestPhi;
        }

        if (form.HasTrend && !relative.HasTrend)
        {
            values[EtsParameters.Beta] = 0.01;
            values[EtsParameters.Slope] = form.Trend == EtsComponent.Multiplicative ? 1 : 0;
        }

        _bounds.Enter(values);
        _points.Add(new EtsPoint(values));
        return true;
    }

    private EtsPoint Best()
    {
        EtsPoint best = _points[0];
        foreach (EtsPoint point in _points)
        {
            best = point.Criterion < best.Criterion ? point : best;
        }

        return best;
    }

    private double BestHope()
    {
        double best = double.NegativeInfinity;
        foreach (EtsPoint point in _points)
        {
            best = Math.Max(best, HopeOf(point));
        }

        return best;
    }

    private double LogLikelihood(EtsPoint point) => -0.5 * _values.Length * point.Criterion;

    private double HopeOf(EtsPoint point) => LogLikelihood(point) + (Hope * point.Promise) + (point.Promise > Tolerance ? Margin : 0);
}
