using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A seasonal ARIMA model of given orders, perhaps with regressors.</summary>
/// <remarks>
/// Box, Jenkins and Reinsel, Time Series Analysis: Forecasting and Control (1994), chapters 4 and 9, estimated by exact maximum likelihood;
/// with regressors, a regression whose errors follow the model.
/// <code>
/// SeriesForecast forecast = new Arima(0, 1, 1, 0, 1, 1).Fit(y, seasonLength: 12).Forecast(12, [0.1, 0.9]);
/// </code>
/// </remarks>
public sealed class Arima : RegressionModel
{
    private const double Tolerance = 1e-13;
    private const double SmallestGain = 1e-4;
    private const int HighestOrder = 20;

    private static readonly double[] Strengths = [0.8, -0.8];

    private readonly int[] _orders;
    private readonly bool? _includeConstant;

    /// <summary>Creates the method.</summary>
    /// <param name="p">Autoregressive terms, 0 to 20.</param>
    /// <param name="d">Differences, 0 to 2.</param>
    /// <param name="q">Moving-average terms, 0 to 20.</param>
    /// <param name="seasonalP">Seasonal autoregressive terms, 0 to 5; 0 by default.</param>
    /// <param name="seasonalD">Seasonal differences, 0 to 2; 0 by default.</param>
    /// <param name="seasonalQ">Seasonal moving-average terms, 0 to 5; 0 by default.</param>
    /// <param name="includeConstant">
    /// Whether there is a mean (no difference) or a drift (one difference; never with more); by default a mean but no drift.
    /// </param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: an order is out of its range.</exception>
    public Arima(int p, int d, int q, int seasonalP = 0, int seasonalD = 0, int seasonalQ = 0, bool? includeConstant = null)
    {
        _orders = [p, d, q, seasonalP, seasonalD, seasonalQ];
        ReadOnlySpan<int> highest = [HighestOrder, 2, HighestOrder, 5, 2, 5];
        for (int index = 0; index < _orders.Length; index++)
        {
            if (_orders[index] < 0 || _orders[index] > highest[index])
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest,
                    $"The orders [{p}, {d}, {q}] and [{seasonalP}, {seasonalD}, {seasonalQ}] are not possible: {_orders[index]} is out of range.",
                    "Give p and q up to 20, seasonal ones up to 5, and differences up to 2.");
            }
        }

        _includeConstant = includeConstant;
    }

    /// <inheritdoc />
    public override string Name => "arima";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) =>
        _includeConstant != false || _orders[1] + (hasSeason ? _orders[4] : 0) > 0 ? LevelUse.TakenOff : LevelUse.Kept;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        bool seasonal = history.SeasonLength > 1;
        ArimaOrder order = new(
            _orders[0], _orders[1], _orders[2], seasonal ? _orders[3] : 0, seasonal ? _orders[4] : 0, seasonal ? _orders[5] : 0, history.SeasonLength);
        if (UnitRoots.IsConstant(history.ObservedValues))
        {
            return LagWalk.Fit(history, lag: 1, "naive: all values are equal");
        }

        bool constant = order.D + order.SeasonalD <= 1 && (_includeConstant ?? (order.D + order.SeasonalD == 0));
        int needed = order.Lost + order.Coefficients + history.Regressors.Count + (constant ? 1 : 0) + 2;
        if (history.ObservedCount < needed)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: {order} needs {needed} observed values");
        }

        WorkMeter meter = new(cancellationToken);
        ArimaData data = ArimaData.From(history, history.Regressors, order.D, order.SeasonalD, order.Season, meter);
        ArimaEstimator estimator = new(
            data, Math.Max(1, Math.Max(order.ArLength, order.MaLength)), Math.Max(1, order.Coefficients), meter);
        ArimaFit fit = Fit(estimator, order, constant);
        return ArimaPredictor.From(data, estimator, fit, FourierTerms.None, [.. Ignored(order, seasonal)], meter, keepsWidth: true);
    }

    private IEnumerable<string> Ignored(ArimaOrder order, bool seasonal)
    {
        if (!seasonal && _orders.AsSpan(3).ContainsAnyExcept(0))
        {
            yield return $"seasonal_order [{_orders[3]}, {_orders[4]}, {_orders[5]}] ignored: the series has no season; the option season_length says one";
        }

        if (_includeConstant == true && order.D + order.SeasonalD > 1)
        {
            yield return $"constant ignored: with {order.D + order.SeasonalD} differences there is none";
        }
    }

    // The likelihood may have several maxima: from no dependence at all, and from strong dependence of either sign.
    private static ArimaFit Fit(ArimaEstimator estimator, ArimaOrder order, bool constant)
    {
        ArimaFit best = estimator.Fit(order, constant, new double[order.Coefficients], Tolerance);
        foreach (double strength in order.Coefficients > 0 ? Strengths : [])
        {
            ArimaFit fit = estimator.Fit(order, constant, ArmaStart.Alternate(order, strength), Tolerance);
            best = fit.LogLikelihood > best.LogLikelihood + SmallestGain ? fit : best;
        }

        return best;
    }
}
