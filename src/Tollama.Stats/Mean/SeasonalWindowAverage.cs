using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// Every future value is the mean of the last few observed ones of the same season: next January is as the last three were on average.
/// </summary>
/// <remarks>
/// The seasonal counterpart of <see cref="WindowAverage"/>. The standard error is that of the one-step forecasts in the history, at every
/// step. Without any season it is the mean of the last few values.
/// </remarks>
public sealed class SeasonalWindowAverage : UnivariateModel
{
    private readonly int _window;

    /// <summary>Creates the method.</summary>
    /// <param name="window">How many of the last seasons to average, at least 1; 2 by default. More than the history has means all.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the window is below 1.</exception>
    public SeasonalWindowAverage(int window = 2)
    {
        if (window < 1)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"A window of {window} seasons is not possible.", "Give an integer from 1 on.");
        }

        _window = window;
    }

    /// <inheritdoc />
    public override string Name => "seasonal-window-average";

    /// <inheritdoc />
    protected internal override int SeasonsNeeded => 1;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] values = history.Values;
        int season = history.SeasonLength;
        int window = Math.Min(_window, values.Length / season);
        double[] fitted = new double[values.Length];
        fitted.AsSpan(0, Math.Min(fitted.Length, window * season)).Fill(double.NaN);
        for (int index = window * season; index < fitted.Length; index++)
        {
            meter.Spend(2L * window);
            fitted[index] = Mean(values, index, season, window);
        }

        meter.Spend(4L * window * season);
        double[] next = [.. Enumerable.Range(values.Length, season).Select(index => Mean(values, index, season, window))];
        return new Level(next, ErrorVariance.StandardDeviation(history, fitted, parameters: 0))
        {
            Fitted = fitted,
            Method = season > 1 ? $"seasonal-window-average, last {window} seasons of {season}" : $"window-average, last {CountText.Of(window, "value", "values")}",
            Warnings = values.Length > window * season ? [] : ["too short to measure errors: the quantiles equal the mean"],
        };
    }

    // Of the values before a position that are whole seasons away; as distances to the last, so that equal values have exactly their own
    // mean.
    private static double Mean(double[] values, int position, int season, int window)
    {
        double last = values[position - season], sum = 0;
        for (int back = 2; back <= window; back++)
        {
            sum += values[position - (back * season)] - last;
        }

        return last + (sum / window);
    }

    private sealed class Level(double[] next, double sigma) : StepPredictor
    {
        public override double Mean(int step) => next[(step - 1) % next.Length];

        public override double StandardError(int step) => sigma;
    }
}
