using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Every future value is the mean of the last few observed ones.</summary>
/// <remarks>
/// The moving average as a forecast: Makridakis, Wheelwright and Hyndman, Forecasting: Methods and Applications, 3rd edition, section 4/2.
/// The standard error is that of the one-step forecasts in the history, at every step.
/// </remarks>
public sealed class WindowAverage : UnivariateModel
{
    private const int WindowWithoutSeason = 7;

    private readonly int? _window;

    /// <summary>Creates the method.</summary>
    /// <param name="window">
    /// How many of the last values to average, at least 1; more than there are means all. By default one season, or 7 values when there is
    /// no season.
    /// </param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the window is below 1.</exception>
    public WindowAverage(int? window = null)
    {
        if (window < 1)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"A window of {window} values is not possible.", "Give an integer from 1 on.");
        }

        _window = window;
    }

    /// <inheritdoc />
    public override string Name => "window-average";

    /// <inheritdoc />
    protected internal override MissingValues Missing => MissingValues.Drop;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double[] values = history.ObservedValues;
        int window = Math.Min(_window ?? (history.SeasonLength > 1 ? history.SeasonLength : WindowWithoutSeason), values.Length);
        double[] fitted = Fit(history, values, window, new WorkMeter(cancellationToken));
        return new Level(Average.Of(values.AsSpan(values.Length - window)), ErrorVariance.StandardDeviation(history, fitted, parameters: 0))
        {
            Fitted = fitted,
            Method = $"window-average, last {CountText.Of(window, "value", "values")}",
            Warnings = values.Length > window ? [] : ["too short to measure errors: the quantiles equal the mean"],
        };
    }

    private static double[] Fit(History history, double[] values, int window, WorkMeter meter)
    {
        double[] fitted = new double[history.Values.Length];
        int seen = 0;
        for (int index = 0; index < fitted.Length; index++)
        {
            meter.Spend(2L * window);
            fitted[index] = seen < window ? double.NaN : Average.Of(values.AsSpan(seen - window, window));
            seen += history.Observed[index] ? 1 : 0;
        }

        return fitted;
    }

    private sealed class Level(double mean, double sigma) : StepPredictor
    {
        public override double Mean(int step) => mean;

        public override double StandardError(int step) => sigma;
    }
}
