using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A fitted ARIMA model, perhaps with regressors.</summary>
internal sealed class ArimaPredictor : Predictor
{
    private const int OperationsPerStep = 20;

    private const int StepsLookedAt = 24;
    private const double LargestGrowth = 1000;

    private readonly StateSpace _space;
    private readonly double[] _coefficients;
    private readonly FourierTerms _fourier;
    private readonly int _length;
    private readonly int _constantPower;
    private readonly double _sigma;

    private ArimaPredictor(
        StateSpace space, double[] coefficients, FourierTerms fourier, int length, int constantPower, double sigma)
    {
        _space = space;
        _coefficients = coefficients;
        _fourier = fourier;
        _length = length;
        _constantPower = constantPower;
        _sigma = sigma;
    }

    /// <summary>The estimated process itself.</summary>
    public required ArimaProcess Process { get; init; }

    /// <summary>Makes a fitted model of estimated polynomials.</summary>
    public static ArimaPredictor From(
        ArimaData data,
        ArimaEstimator estimator,
        ArimaFit fit,
        FourierTerms fourier,
        IReadOnlyList<string> warnings,
        WorkMeter meter,
        bool keepsWidth = false)
    {
        ArimaFilter filter = ArimaFilter.Run(data, estimator, fit, meter);
        return new ArimaPredictor(
            filter.Space, filter.Coefficients, fourier, data.Levels.Length, data.Differences + data.SeasonalDifferences, Math.Sqrt(filter.Variance))
        {
            Fitted = filter.Fitted,
            Method = Describe(fit, data, fourier),
            Warnings = warnings,
            KeepsWidth = keepsWidth,
            Process = new ArimaProcess(filter.Fit, filter.Fit.Constant ? filter.Coefficients[^1] : 0, filter.Variance),
            Parameters = Report(filter.Fit, data, fourier, filter.Coefficients, filter.Variance),
        };
    }

    /// <summary>Whether the first forecasts are numbers, and none is a thousand times as large as the largest value.</summary>
    /// <remarks>
    /// In a series without noise, which differences do not explain, the variance is all rounding: the likelihood then leads to polynomials that are stationary up to their last
    /// digit only. What regressors do not explain may be larger than the series, so with regressors any number will do.
    /// </remarks>
    public bool IsSane(ArimaData data, WorkMeter meter)
    {
        meter.Spend(data.Levels.Length);
        double limit = data.RegressorCount > 0 ? double.MaxValue : LargestGrowth * data.Levels.Max(Math.Abs);
        StateSpace space = _space.Copy(meter);
        for (int step = Math.Max(StepsLookedAt, 2 * data.Season); step > 0; step--)
        {
            meter.Spend(OperationsPerStep + space.Size);
            if (!(Math.Abs(space.Forecast) <= limit) || !double.IsFinite(_sigma * Math.Sqrt(space.Variance)))
            {
                return false;
            }

            space.Advance();
        }

        return true;
    }

    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        double[] mean = new double[horizon];
        double[] error = new double[horizon];
        WorkMeter meter = new(cancellationToken);
        StateSpace space = _space.Copy(meter);
        double[][] columns =
        [
            .. futureRegressors, .. _fourier.Columns(_length, horizon, meter), ArimaData.Constant(horizon, _constantPower, _length + 1),
        ];
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(OperationsPerStep + space.Size + _coefficients.Length);
            mean[step] = space.Forecast;
            error[step] = _sigma * Math.Sqrt(space.Variance);
            for (int column = 0; column < _coefficients.Length; column++)
            {
                mean[step] += _coefficients[column] * columns[column][step];
            }

            space.Advance();
        }

        return new NormalPrediction(mean, error, _space.ErrorWeights(horizon, meter));
    }

    private static string Describe(ArimaFit fit, ArimaData data, FourierTerms fourier)
    {
        int differences = data.Differences + data.SeasonalDifferences;
        string constant = (fit.Constant, differences) switch
        {
            (true, 0) => " with mean",
            (true, _) => " with drift",
            (false, 0) => " with zero mean",
            _ => "",
        };
        string regressors = (data.RegressorCount - fourier.Count) switch
        {
            0 => "",
            1 => ", 1 regressor",
            int count => string.Create(CultureInfo.InvariantCulture, $", {count} regressors"),
        };
        return fit.Order + constant + fourier.Description + regressors;
    }

    private static List<FittedParameter> Report(
        ArimaFit fit, ArimaData data, FourierTerms fourier, double[] regression, double sigmaSquared)
    {
        List<FittedParameter> report = [];
        double[] coefficients = fit.Coefficients();
        int position = 0;
        foreach ((string name, int count) in ((string, int)[])
            [("ar", fit.Order.P), ("ma", fit.Order.Q), ("sar", fit.Order.SeasonalP), ("sma", fit.Order.SeasonalQ)])
        {
            for (int index = 1; index <= count; index++)
            {
                report.Add(new FittedParameter(string.Create(CultureInfo.InvariantCulture, $"{name}{index}"), coefficients[position++]));
            }
        }

        int own = data.RegressorCount - fourier.Count;
        for (int column = 0; column < regression.Length; column++)
        {
            string name = column < own ? string.Create(CultureInfo.InvariantCulture, $"regressor{column + 1}")
                : column < data.RegressorCount ? fourier.Name(column - own)
                : data.Differences + data.SeasonalDifferences == 0 ? "mean" : "drift";
            report.Add(new FittedParameter(name, regression[column], name == "mean" ? ParameterUnit.Level : ParameterUnit.Series));
        }

        report.Add(new FittedParameter("sigma2", sigmaSquared, ParameterUnit.SeriesSquared));
        report.Add(new FittedParameter("loglik", fit.LogLikelihood, ParameterUnit.LogLikelihood, fit.Count));
        report.Add(new FittedParameter("aic", fit.Aic, ParameterUnit.Criterion, fit.Count));
        if (double.IsFinite(fit.Aicc))
        {
            report.Add(new FittedParameter("aicc", fit.Aicc, ParameterUnit.Criterion, fit.Count));
        }

        report.Add(new FittedParameter("bic", fit.Bic, ParameterUnit.Criterion, fit.Count));
        return report;
    }
}
