using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A theta model fitted to a history, with the season that was taken off.</summary>
internal sealed class ThetaFit
{
    private const int ValuesForTheta = 6;
    private const int OperationsPerValue = 6;

    private readonly History _history;
    private readonly ClassicalDecomposition? _season;
    private readonly double[] _adjusted;
    private readonly ThetaStateSpace _model;
    private readonly int _parameters;

    private ThetaFit(History history, ClassicalDecomposition? season, double[] adjusted, ThetaForm form, ThetaStateSpace model, int parameters)
    {
        (_history, _season, _adjusted, Form, _model, _parameters) = (history, season, adjusted, form, model, parameters);
    }

    /// <summary>Which model.</summary>
    public ThetaForm Form { get; }

    /// <summary>How the season was taken off, for people.</summary>
    public string Season => SeasonalAdjustment.Describe(_season);

    /// <summary>
    /// Akaike's criterion, corrected for short series (Hurvich and Tsai, 1989); infinite when there are too few values for it.
    /// </summary>
    public double Criterion
    {
        get
        {
            int count = _history.ObservedCount;
            int spare = count - _parameters - 1;
            return spare <= 0
                ? double.PositiveInfinity
                : (count * Math.Log(Math.Max(_model.SquaredErrors / count, double.Epsilon))) + (2.0 * _parameters * (1 + ((_parameters + 1.0) / spare)));
        }
    }

    /// <summary>Fits the forms, one after the other, to one seasonally adjusted history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="meter">Counts the work.</param>
    /// <param name="kind">How a season joins; by the data when <see langword="null"/>.</param>
    /// <param name="alpha">Alpha, when it is not estimated.</param>
    /// <param name="forms">The forms.</param>
    public static ThetaFit[] Fit(
        History history, WorkMeter meter, DecompositionKind? kind, double? alpha, params ReadOnlySpan<ThetaForm> forms)
    {
        ClassicalDecomposition? season = SeasonalAdjustment.Find(history, meter, kind);
        meter.Spend(4L * history.Values.Length);
        double[] adjusted = season?.Adjust(history.Values) ?? history.Values;
        ThetaTrend? still = null, moving = null;
        ThetaFit[] fits = new ThetaFit[forms.Length];
        for (int index = 0; index < fits.Length; index++)
        {
            ThetaForm form = forms[index];
            ThetaTrend trend = form.IsDynamic ? moving ??= ThetaTrend.Dynamic(adjusted, meter) : still ??= ThetaTrend.Static(adjusted, meter);
            ThetaStateSpace model = ThetaStateSpace.Fit(trend, form.IsOptimized && history.ObservedCount >= ValuesForTheta, alpha, meter);
            fits[index] = new ThetaFit(history, season, adjusted, form, model, form.Parameters - (alpha is null ? 0 : 1));
        }

        return fits;
    }

    /// <summary>The past and the future by this fit.</summary>
    /// <param name="prefix">What is said before the form's name.</param>
    /// <param name="meter">Counts the work.</param>
    public Predictor ToPredictor(WorkMeter meter, string prefix = "")
    {
        double[] fitted = _model.Run(meter, out double last);
        meter.Spend(2L * _adjusted.Length);
        double sigma = Deviation(fitted);
        for (int index = 0; index < fitted.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            fitted[index] = _season?.Restore(fitted[index], index) ?? fitted[index];
        }

        return new ThetaStatePredictor(_model, last, _season, sigma)
        {
            Fitted = fitted,
            Method = $"{prefix}{Form.Name}, {Season}",
            Parameters =
            [
                new FittedParameter("alpha", _model.Alpha),
                new FittedParameter("theta", _model.Theta),
                new FittedParameter("l", _model.Initial + _model.Trend.Origin, ParameterUnit.Level),
                new FittedParameter("sigma2", sigma * sigma, ParameterUnit.SeriesSquared),
                new FittedParameter("aicc", Criterion, ParameterUnit.Criterion, _history.ObservedCount),
            ],
        };
    }

    private double Deviation(double[] fitted)
    {
        double sum = 0;
        for (int index = 0; index < fitted.Length; index++)
        {
            double error = _adjusted[index] - fitted[index];
            sum += _history.Observed[index] ? error * error : 0;
        }

        return Math.Sqrt(sum / Math.Max(1, _history.ObservedCount - _parameters + 1));
    }
}
