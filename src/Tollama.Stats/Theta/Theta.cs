using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The theta method: half the trend of the series, plus exponential smoothing of what the season leaves.</summary>
/// <remarks>
/// Assimakopoulos and Nikolopoulos, The theta model: a decomposition approach to forecasting, International Journal of Forecasting 16
/// (2000), in the equivalent form of Hyndman and Billah, Unmasking the Theta method, 19 (2003), as R's <c>thetaf</c> computes it: a season
/// that passes <see cref="SeasonalityTest"/> is divided out by classical decomposition; with alpha and the level from simple exponential
/// smoothing, d half the slope of the least-squares line and n the number of values, step h is level + d * (h - 1 + (1 - (1 - alpha)^n) /
/// alpha), with standard error sigma * sqrt(1 + (h - 1) alpha²); the season is multiplied back onto the mean. A season is added instead of
/// multiplied when its multiplicative figure is not positive throughout (R multiplies all the same).
/// </remarks>
public sealed class Theta : UnivariateModel
{
    private const int ValuesNeeded = 3;

    private readonly double? _alpha;

    /// <summary>Creates the method.</summary>
    /// <param name="alpha">
    /// The share of each error that moves the level, 0.0001 to 1; estimated when <see langword="null"/>, the default.
    /// </param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: alpha is out of range.</exception>
    public Theta(double? alpha = null) => _alpha = ThetaAlpha.Check(alpha);

    /// <inheritdoc />
    public override string Name => "theta";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => hasSeason ? LevelUse.TakenOffWhenFar : LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: theta needs {ValuesNeeded} observed values");
        }

        WorkMeter meter = new(cancellationToken);
        ClassicalDecomposition? season = SeasonalAdjustment.Find(history, meter);
        meter.Spend(4L * history.Values.Length);
        double[] adjusted = season?.Adjust(history.Values) ?? history.Values;
        ExponentialLevel level = _alpha is double alpha ? ExponentialLevel.At(adjusted, alpha, meter) : ExponentialLevel.Fit(adjusted, meter);
        meter.Spend(4L * history.Values.Length);
        ThetaLine line = new(level, HalfSlope(adjusted), adjusted.Length);
        return new ThetaPredictor(line, season, Deviation(history, adjusted, level, _alpha is null ? 2 : 1))
        {
            Fitted = line.Fit(season, meter),
            Method = $"theta, {SeasonalAdjustment.Describe(season)}",
        };
    }

    // Least squares over time, measured from the first value: exactly 0 for a constant series.
    private static double HalfSlope(double[] values)
    {
        double centre = (values.Length - 1) / 2.0;
        double products = 0, squares = 0;
        for (int index = 0; index < values.Length; index++)
        {
            products += (index - centre) * (values[index] - values[0]);
            squares += (index - centre) * (index - centre);
        }

        return products / squares / 2;
    }

    private static double Deviation(History history, double[] adjusted, ExponentialLevel level, int parameters)
    {
        if (history.ObservedCount == adjusted.Length)
        {
            return Math.Sqrt(level.SquaredErrors / Math.Max(1, adjusted.Length - parameters));
        }

        double sum = 0;
        for (int index = 0; index < adjusted.Length; index++)
        {
            double error = adjusted[index] - level.Fitted[index];
            sum += history.Observed[index] ? error * error : 0;
        }

        return Math.Sqrt(sum / Math.Max(1, history.ObservedCount - parameters));
    }
}
