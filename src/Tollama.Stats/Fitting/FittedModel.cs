using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A method fitted to one series.</summary>
/// <remarks>Immutable and safe to use from many threads.</remarks>
public sealed class FittedModel
{
    // Also of a mean of several methods.
    private const int OperationsPerQuantile = 100;

    // As many as the default of the longest horizon.
    private const int MostMissingAtEnd = 10_000;

    private readonly History _history;
    private readonly Predictor _predictor;
    private readonly bool _observedNegative;

    internal FittedModel(History history, Predictor predictor, WorkMeter meter)
    {
        _history = history;
        _predictor = predictor;
        _observedNegative = history.HasNegative;
        Fitted = Pad(index => history.Unscale(predictor.Fitted[index]), meter);
        Residuals = Pad(index => history.Observed[index] ? history.UnscaleDifference(history.Values[index] - predictor.Fitted[index]) : double.NaN, meter);
        Parameters = predictor.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Unscale(history), StringComparer.Ordinal);
        Warnings = [.. history.Warnings, .. predictor.Warnings];
    }

    /// <summary>The method and the choices it made: <c>theta, multiplicative season of 12</c>.</summary>
    public string Method => _predictor.Method;

    /// <summary>What was repaired, ignored or replaced, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// The one-step forecast of each value of the history, as long as the history; <see cref="double.NaN"/> where there is none.
    /// </summary>
    public double[] Fitted { get; }

    /// <summary>History minus <see cref="Fitted"/>; <see cref="double.NaN"/> where either is missing.</summary>
    public double[] Residuals { get; }

    /// <summary>
    /// Estimated parameters and information criteria by the names of the literature: <c>alpha</c>, <c>ar1</c>, <c>loglik</c>, <c>aicc</c>.
    /// </summary>
    public IReadOnlyDictionary<string, double> Parameters { get; }

    /// <summary>
    /// What the history is made of, as long as the history: the states of a method that has some (exponential smoothing, MSTL), else a robust decomposition beside it; which of
    /// the two, <see cref="SeriesComponents.Method"/> says. Trend plus seasons plus remainder, or their product, is the value wherever one is observed; before the first and after
    /// the last observed value all are <see cref="double.NaN"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SeriesComponents Components(CancellationToken cancellationToken = default) => Components(new WorkMeter(cancellationToken));

    /// <summary>As <see cref="Components(CancellationToken)"/>.</summary>
    internal SeriesComponents Components(WorkMeter meter)
    {
        ModelComponents parts = _predictor.Components(meter) is { } own && (!own.IsMultiplicative || _history.Level == 0)
            ? own
            : DecompositionBeside.Of(_history.Filled(meter), _history.SeasonLengths, meter);
        double[] trend = Pad(index => _history.Unscale(parts.Trend[index]), meter);
        Dictionary<string, double[]> seasonal = parts.Seasons.ToDictionary(
            season => season.Length.ToString(CultureInfo.InvariantCulture),
            season => Pad(index => parts.IsMultiplicative ? season.Values[index] : _history.UnscaleDifference(season.Values[index]), meter),
            StringComparer.Ordinal);
        double[] values = Pad(index => _history.Observed[index] ? _history.Unscale(_history.Values[index]) : double.NaN, meter);
        meter.Spend(4L * values.Length * (1 + seasonal.Count));
        return SeriesComponents.Of(values, trend, seasonal, parts.IsMultiplicative, parts.Method);
    }

    /// <summary>True if no observed value is negative, so that a negative forecast may be cut at 0.</summary>
    public bool IsNonNegative => !_observedNegative;

    /// <summary>Forecasts the steps after the end of the history: after its last value, whether that is observed or missing.</summary>
    /// <param name="horizon">How many steps; at least 1.</param>
    /// <param name="quantileLevels">The levels, ascending, each in (0, 1); none by default.</param>
    /// <param name="nonNegative">True to raise what is below 0 to 0; false by default.</param>
    /// <param name="futureRegressors">
    /// One column for each regressor of the fit, <paramref name="horizon"/> finite values each; none by default, when there was none.
    /// </param>
    /// <param name="cancellationToken">Ends a long simulation early.</param>
    /// <returns>Mean and quantiles, all finite, quantiles ascending from level to level.</returns>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the horizon, the levels or the regressors are not as said.
    /// <see cref="ErrorCode.SeriesNotForecastable"/>: the forecast is too large for a double.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SeriesForecast Forecast(
        int horizon,
        ReadOnlySpan<double> quantileLevels = default,
        bool nonNegative = false,
        IReadOnlyList<double[]>? futureRegressors = null,
        CancellationToken cancellationToken = default) =>
        ForecastSteps(horizon, quantileLevels, nonNegative, futureRegressors, residuals: null, withErrorWeights: false, cancellationToken);

    /// <summary>Draws sample paths of the steps after the end of the history: possible futures, each as likely as the others.</summary>
    /// <param name="horizon">How many steps; at least 1.</param>
    /// <param name="settings">How many paths, by which seed, within which bounds. What is asked of them is not looked at.</param>
    /// <param name="nonNegative">True to raise what is below 0 to 0; false by default.</param>
    /// <param name="futureRegressors">
    /// One column for each regressor of the fit, <paramref name="horizon"/> finite values each; none by default, when there was none.
    /// </param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The paths, whose quantiles are those of <see cref="Forecast"/>.</returns>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the horizon, the number of paths or the regressors are not as said.
    /// <see cref="ErrorCode.SeriesNotForecastable"/>: the forecast is too large for a double.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SamplePaths Sample(
        int horizon, SampleSettings settings, bool nonNegative = false, IReadOnlyList<double[]>? futureRegressors = null, CancellationToken cancellationToken = default)
    {
        double[] levels = [.. SampleLevels.With([])];
        SeriesForecast forecast = ForecastSteps(horizon, levels, nonNegative, futureRegressors, residuals: null, withErrorWeights: true, cancellationToken);
        return PathSampler.Draw(id: "", forecast, settings, cancellationToken);
    }

    /// <summary>Forecasts with another law of the errors than the method's own (<see langword="null"/> for that one), and with the <see cref="SeriesForecast.ErrorWeights"/> if they are wanted.</summary>
    internal SeriesForecast ForecastSteps(
        int horizon,
        ReadOnlySpan<double> quantileLevels,
        bool nonNegative,
        IReadOnlyList<double[]>? futureRegressors,
        ResidualLaw? residuals,
        bool withErrorWeights,
        CancellationToken cancellationToken)
    {
        Check(horizon, quantileLevels);
        ErrorLaw? law = residuals is { } kind ? ErrorLaw.Of(kind, Residuals) : null;
        WorkMeter meter = new(cancellationToken);
        IReadOnlyList<double[]> future = CheckRegressors(horizon, futureRegressors ?? [], meter);
        Prediction prediction = _predictor.Predict(_history.Gap + horizon, future, cancellationToken);
        prediction = Hold(prediction, out string? held);
        prediction = _predictor.KeepsWidth ? prediction : new SaneWidth(_history.Values).Limit(prediction);
        double[] mean = Finish(prediction.Mean, nonNegative);
        double[][] quantiles = new double[quantileLevels.Length][];
        for (int position = 0; position < quantiles.Length; position++)
        {
            meter.Spend((long)OperationsPerQuantile * (_history.Gap + horizon));
            double[] row = quantiles[position] = Finish(prediction.Quantiles(law?.NormalLevel(quantileLevels[position]) ?? quantileLevels[position]), nonNegative);
            for (int step = 0; position > 0 && step < horizon; step++)
            {
                row[step] = Math.Max(row[step], quantiles[position - 1][step]);
            }
        }

        return new SeriesForecast
        {
            Mean = mean,
            Levels = quantileLevels.ToArray(),
            Quantiles = quantiles,
            ErrorWeights = withErrorWeights ? prediction.ErrorWeights() : null,
            Method = Method,
            Warnings = [.. Warnings, .. new[] { held, law?.WarningFor(quantileLevels) }.OfType<string>()],
        };
    }

    private void Check(int horizon, ReadOnlySpan<double> levels)
    {
        if (_history.Gap > MostMissingAtEnd)
        {
            throw new TollamaException(
                ErrorCode.SeriesNotForecastable,
                $"The last {_history.Gap} of {_history.Length} values are missing; at most {MostMissingAtEnd} are forecast over.",
                "Send the values that came since, or end the series with its last observed value.");
        }

        if (horizon < 1)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"A horizon of {horizon} steps is not possible.", "Ask for 1 step or more.");
        }

        for (int position = 0; position < levels.Length; position++)
        {
            if (!(levels[position] is > 0 and < 1) || (position > 0 && levels[position] <= levels[position - 1]))
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest,
                    $"The quantile level {levels[position]} at position {position} is out of place.",
                    "Give levels between 0 and 1, in ascending order.");
            }
        }
    }

    private IReadOnlyList<double[]> CheckRegressors(int horizon, IReadOnlyList<double[]> future, WorkMeter meter)
    {
        if (future.Count != _history.Regressors.Count)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{future.Count} regressors are given for the future, {_history.Regressors.Count} were for the history.",
                "Give the same regressors for both.");
        }

        RegressorColumns.Check(future, horizon, "future", meter);
        meter.Spend((long)future.Count * (_history.Gap + horizon));
        return _history.Gap == 0 ? future : [.. _history.GapRegressors.Zip(future, (gap, column) => (double[])[.. gap, .. column])];
    }

    // What regressors or the orders of a user lead to is theirs.
    private Prediction Hold(Prediction prediction, out string? warning)
    {
        warning = null;
        int outside = _predictor.KeepsWidth || _history.Regressors.Count > 0 ? 0 : new SaneMean(_history.Values).FirstOutside(prediction.Mean);
        int first = prediction.HeldFrom > 0 && (outside == 0 || prediction.HeldFrom < outside) ? prediction.HeldFrom : outside;
        if (first > 0)
        {
            warning = $"{Method} leaves the range that the history makes plausible: from step {Math.Max(1, first - _history.Gap)} on, the {(first > 1 ? "forecast before" : "last value")} goes on";
        }

        return outside == 0 ? prediction : new HeldPrediction(prediction, outside - 1, outside > 1 ? prediction.Mean[outside - 2] : _history.Values[^1]);
    }

    // Without the steps of the missing values at the end.
    private double[] Finish(double[] scaled, bool nonNegative)
    {
        double[] values = new double[scaled.Length - _history.Gap];
        for (int index = 0; index < values.Length; index++)
        {
            double value = _history.Unscale(scaled[_history.Gap + index]);
            if (!double.IsFinite(value))
            {
                throw new TollamaException(
                    ErrorCode.SeriesNotForecastable,
                    $"The forecast of step {index + 1} is larger than a number can be.",
                    "Send the series in larger units, e.g. in millions.");
            }

            values[index] = nonNegative ? Math.Max(value, 0) : value;
        }

        return values;
    }

    private double[] Pad(Func<int, double> value, WorkMeter meter)
    {
        double[] padded = new double[_history.Length];
        Array.Fill(padded, double.NaN);
        for (int index = 0; index < _history.Values.Length; index++)
        {
            meter.Spend(6);
            padded[_history.Start + index] = value(index);
        }

        return padded;
    }
}
