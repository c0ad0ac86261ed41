namespace Tollama.Stats;

/// <summary>Fits forms of exponential smoothing to one series.</summary>
internal sealed class EtsSearch
{
    private const int ScoutSteps = 4;
    private const int MaxSteps = 60;
    private const double ScoutTolerance = 1e-3;
    private const double Tolerance = 1e-7;

    private static readonly double[][] Starts =
    [
        [0.1, 0.1, 0.1, 0.9],
        [0.5, 0.1, 0.1, 0.95],
        [0.9, 0.1, 0.1, 0.9],
        [0.3, 0.5, 0.5, 0.85],
        [0.02, 0.02, 0.3, 0.97],
        [0.7, 0.02, 0.7, 0.97],
    ];

    private readonly double[] _values;
    private readonly EtsInitialStates _guess;
    private readonly EtsOptimizer _optimizer;
    private readonly Dictionary<EtsForm, EtsPoint> _known = [];
    private readonly int _seasonLength;

    /// <summary>Prepares a search.</summary>
    /// <param name="values">The series, scaled to magnitude 1.</param>
    /// <param name="seasonLength">The number of values in a season; 1 for none.</param>
    public EtsSearch(double[] values, int seasonLength)
    {
        _values = values;
        _seasonLength = seasonLength;
        Work = new EtsWorkspace(values, seasonLength);
        _optimizer = new EtsOptimizer(Work);
        _guess = new EtsInitialStates(values, seasonLength);
    }

    /// <summary>The memory, which after <see cref="Replay"/> holds a fit's forecasts and last states.</summary>
    public EtsWorkspace Work { get; }

    /// <summary>How often the series was run through.</summary>
    public long Runs => _optimizer.Runs;

    /// <summary>Whether the series is long enough for a form.</summary>
    public bool IsLongEnough(EtsForm form) => _values.Length > form.ParameterCount(_seasonLength) + 1;

    /// <summary>Fits a form; <see langword="null"/> if it has no meaning for the series.</summary>
    public EtsFit? Fit(EtsForm wanted, bool leastSquares = false)
    {
        EtsForm form = leastSquares ? wanted with { Error = EtsComponent.Additive } : wanted;
        _optimizer.Arrange(form);
        int length = EtsParameters.Season + Work.FreeFigures;
        List<EtsPoint> points = [];
        foreach (double[] start in Starts)
        {
            double[] values = new double[length];
            _guess.Write(form, values);
            start.CopyTo(values, 0);
            points.Add(new EtsPoint(values));
        }

        foreach (EtsForm relative in Relatives(form))
        {
            if (_known.TryGetValue(relative, out EtsPoint? point) && point.Values.Length == length)
            {
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

                points.Add(new EtsPoint(values));
            }
        }

        foreach (EtsPoint point in points)
        {
            _optimizer.Improve(point, ScoutSteps, ScoutTolerance);
        }

        points.Sort((left, right) => left.Criterion.CompareTo(right.Criterion));
        EtsPoint best = points[0];
        for (int index = 0; index < Math.Min(3, points.Count); index++)
        {
            _optimizer.Improve(points[index], MaxSteps, Tolerance);
            best = points[index].Criterion < best.Criterion ? points[index] : best;
        }

        if (!double.IsFinite(best.Criterion))
        {
            return null;
        }

        _known[form] = best;
        double criterion = best.Criterion;
        if (form != wanted)
        {
            _optimizer.Arrange(wanted);
            criterion = _optimizer.Evaluate(best.Values, derivatives: false);
        }

        return !double.IsFinite(criterion) ? null : new EtsFit(wanted, best, -0.5 * _values.Length * criterion, form.ParameterCount(_seasonLength) + 1, _values.Length);
    }

    /// <summary>Runs a fit through the series once more, so that <see cref="Work"/> holds its forecasts and last states.</summary>
    public void Replay(EtsFit fit)
    {
        _optimizer.Arrange(fit.Form);
        _optimizer.Evaluate(fit.Point.Values, derivatives: false);
    }

    private static IEnumerable<EtsForm> Relatives(EtsForm form)
    {
        EtsComponent otherError = form.Error == EtsComponent.Additive ? EtsComponent.Multiplicative : EtsComponent.Additive;
        yield return form with { Error = otherError };
        if (form.Damped)
        {
            yield return form with { Damped = false };
        }

        if (form.HasTrend)
        {
            yield return form with { Trend = EtsComponent.None, Damped = false };
        }
    }
}
