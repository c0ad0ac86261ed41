using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A fitted ARIMA model, perhaps with regressors.</summary>
internal sealed class ArimaPredictor : Predictor
{
    private const int OperationsPerStep = 20;

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

    /// <summary>Makes a fitted model of estimated polynomials.</summary>
    public static ArimaPredictor From(
        ArimaData data, ArimaEstimator estimator, ArimaFit fit, FourierTerms fourier, IReadOnlyList<string> warnings, WorkMeter meter)
    {
        double[] regression = estimator.Regress(fit, out double squares);
        double sigmaSquared = squares / Math.Max(1, fit.Count - fit.Estimated + 1);
        ArmaPolynomials arma = new(Math.Max(1, Math.Max(fit.Order.ArLength, fit.Order.MaLength)), fit.Parameters.Length);
        arma.SetUnconstrained(fit.Order, fit.Parameters);
        double[] explained = Explain(data.LevelColumns, regression, data.Levels.Length, meter);
        double[] fitted = new double[data.Levels.Length];
        StateSpace space = data.HasGaps ? FilterLevels(data, arma, explained, fitted, meter) : FilterDifferences(data, arma, explained, fitted, meter);
        return new ArimaPredictor(
            space, regression, fourier, data.Levels.Length, data.Differences + data.SeasonalDifferences, Math.Sqrt(sigmaSquared))
        {
            Fitted = fitted,
            Method = Describe(fit, data, fourier),
            Warnings = warnings,
            Parameters = Report(fit, data, fourier, regression, sigmaSquared),
        };
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

        return new NormalPrediction(mean, error);
    }

    // Column 0 is the series itself.
    private static double[] Explain(double[][] columns, double[] regression, int length, WorkMeter meter)
    {
        double[] explained = new double[length];
        for (int column = 0; column < regression.Length; column++)
        {
            meter.Spend(length);
            Numerics.LinearAlgebra.DenseVector.AddMultiple(regression[column], columns[column + 1], explained);
        }

        return explained;
    }

    private static StateSpace FilterDifferences(ArimaData data, ArmaPolynomials arma, double[] explained, double[] fitted, WorkMeter meter)
    {
        meter.Spend(4L * data.Levels.Length);
        double[] noise = [.. data.Levels.Zip(explained, (level, part) => level - part)];
        double[] differenced = Differencing.Apply(noise, data.Differences, data.SeasonalDifferences, data.Season, meter);
        StateSpace space = new(arma, [], meter);
        space.TryStart(new ArmaCovariances(arma.StateLength, meter));
        int lost = noise.Length - differenced.Length;
        Array.Fill(fitted, double.NaN, 0, lost);
        for (int time = 0; time < differenced.Length; time++)
        {
            meter.Spend(OperationsPerStep + space.Size);
            double variance = space.Variance;
            double error = differenced[time] - space.Forecast;
            fitted[lost + time] = data.Levels[lost + time] - error;
            space.Update(error, variance);
            space.Advance();
        }

        return lost == 0
            ? space
            : space.Integrate(Differencing.Weights(data.Differences, data.SeasonalDifferences, data.Season), noise);
    }

    private static StateSpace FilterLevels(ArimaData data, ArmaPolynomials arma, double[] explained, double[] fitted, WorkMeter meter)
    {
        meter.Spend(4L * data.Levels.Length);
        double[] noise = [.. data.Levels.Zip(explained, (level, part) => level - part)];
        double[] weights = Differencing.Weights(data.Differences, data.SeasonalDifferences, data.Season);
        StateSpace space = new(arma, weights, meter);
        new GapWhitening(data, meter).TryStart(space, arma);
        space.SetLevels(noise, weights.Length);
        Array.Fill(fitted, double.NaN, 0, weights.Length);
        for (int time = weights.Length; time < noise.Length; time++)
        {
            meter.Spend(OperationsPerStep + space.Size);
            double forecast = space.Forecast;
            fitted[time] = forecast + explained[time];
            if (data.Observed[time])
            {
                double variance = space.Variance;
                space.Update(noise[time] - forecast, variance);
            }

            space.Advance();
        }

        return space;
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
            report.Add(new FittedParameter(name, regression[column], ParameterUnit.Series));
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
