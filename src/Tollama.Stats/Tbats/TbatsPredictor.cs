using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The past and the future by a fitted model.</summary>
/// <remarks>
/// De Livera, Hyndman and Snyder (2011), section 3.2: the model is linear, so the variance of a step is that of the innovations times the
/// sum of the squared responses of the values up to it to a single innovation.
/// </remarks>
internal sealed class TbatsPredictor : Predictor
{
    private readonly TbatsParameters _parameters;
    private readonly TbatsStates _states;
    private readonly double[] _errors;
    private readonly double[] _innovations;
    private readonly double _sigma;
    private readonly TbatsPath _path;

    private TbatsPredictor(TbatsParameters parameters, TbatsStates states, double[] errors, double[] innovations, double sigma, TbatsPath path)
    {
        (_parameters, _states, _errors, _innovations, _sigma, _path) = (parameters, states, errors, innovations, sigma, path);
    }

    /// <summary>Runs a fit over the history once more.</summary>
    public static TbatsPredictor From(History history, TbatsFit fit, WorkMeter meter)
    {
        double[] values = history.Values;
        double[] innovations = new TbatsEstimator(values, meter).Innovations(fit, out TbatsLikelihood likelihood);
        TbatsParameters parameters = likelihood.Parameters;
        TbatsStates states = new(fit.Form.Harmonics);
        states.Set(likelihood.InitialStates);
        (double level, double slope) = (states.Level, states.Slope);
        TbatsPath path = new(parameters, states.Copy(), values);
        double[] errors = new double[values.Length];
        states.Run(parameters, values, errors, meter);
        meter.Spend(4L * values.Length);
        double[] fitted = [.. values.Zip(innovations, (value, innovation) => value - innovation)];
        double sigma = ErrorVariance.StandardDeviation(history, fitted, fit.Form.Estimated - 1);
        int memory = Math.Min(values.Length, Math.Max(fit.Form.Ar, fit.Form.Ma));
        return new TbatsPredictor(parameters, states, errors[^memory..], innovations[^memory..], sigma, path)
        {
            Fitted = fitted,
            Method = fit.Form.ToString(),
            Parameters =
            [
                .. Describe(fit, parameters),
                new FittedParameter("l", level, ParameterUnit.Level),
                .. fit.Form.Trend ? (FittedParameter[])[new FittedParameter("b", slope, ParameterUnit.Series)] : [],
                new FittedParameter("sigma2", sigma * sigma, ParameterUnit.SeriesSquared),
                new FittedParameter("loglik", fit.LogLikelihood, ParameterUnit.LogLikelihood, fit.Count),
                new FittedParameter("aic", fit.Aic, ParameterUnit.Criterion, fit.Count),
                new FittedParameter("aicc", fit.Aicc, ParameterUnit.Criterion, fit.Count),
            ],
        };
    }

    /// <inheritdoc />
    internal override ModelComponents Components(WorkMeter meter) => _path.Components(Method, meter);

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] mean = Continue(_states.Copy(), _errors, _innovations, innovation: 0, horizon, meter);
        double[] response = Continue(new TbatsStates(_parameters.Form.Harmonics), [], [], innovation: 1, horizon, meter);
        double[] standardError = new double[horizon];
        double sum = 0;
        for (int step = 0; step < horizon; step++)
        {
            sum += response[step] * response[step];
            standardError[step] = _sigma * Math.Sqrt(sum);
        }

        return new NormalPrediction(mean, standardError, response);
    }

    private static IEnumerable<FittedParameter> Describe(TbatsFit fit, TbatsParameters parameters)
    {
        yield return new FittedParameter("alpha", parameters.Alpha);
        if (fit.Form.Trend)
        {
            yield return new FittedParameter("beta", parameters.Beta);
            yield return new FittedParameter("phi", parameters.Phi);
        }

        for (int season = 0; season < fit.Form.Harmonics.Seasons.Length; season++)
        {
            int wave = Array.IndexOf(fit.Form.Harmonics.SeasonOf, season);
            if (wave >= 0)
            {
                yield return new FittedParameter($"gamma1_{fit.Form.Harmonics.Seasons[season]}", parameters.FirstGains[wave]);
                yield return new FittedParameter($"gamma2_{fit.Form.Harmonics.Seasons[season]}", parameters.SecondGains[wave]);
            }
        }

        for (int lag = 0; lag < fit.Form.Ar; lag++)
        {
            yield return new FittedParameter($"ar{lag + 1}", parameters.Ar[lag]);
        }

        for (int lag = 0; lag < fit.Form.Ma; lag++)
        {
            yield return new FittedParameter($"ma{lag + 1}", parameters.Ma[lag]);
        }
    }

    private double[] Continue(TbatsStates states, double[] errors, double[] innovations, double innovation, int horizon, WorkMeter meter)
    {
        double[] path = new double[horizon];
        double[] allErrors = [.. errors, .. path];
        double[] allInnovations = [.. innovations, .. path];
        allInnovations[innovations.Length] = innovation;
        for (int step = 0; step < horizon; step++)
        {
            int now = errors.Length + step;
            double error = allInnovations[now];
            for (int lag = Math.Min(now, _parameters.Ar.Length); lag > 0; lag--)
            {
                error += _parameters.Ar[lag - 1] * allErrors[now - lag];
            }

            for (int lag = Math.Min(now, _parameters.Ma.Length); lag > 0; lag--)
            {
                error += _parameters.Ma[lag - 1] * allInnovations[now - lag];
            }

            allErrors[now] = error;
            path[step] = states.Forecast(_parameters) + error;
            meter.Spend(_parameters.FirstGains.Length);
            states.Step(_parameters, error, meter);
        }

        return path;
    }
}
