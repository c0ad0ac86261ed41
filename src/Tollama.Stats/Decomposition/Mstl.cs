using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// Seasons taken off by loess, the seasonally adjusted series forecast by a method without season, and the seasons put back.
/// </summary>
/// <remarks>
/// <see cref="MstlDecomposition"/> finds the seasons; in the forecast each repeats its last cycle. R's <c>stlf</c> and
/// <c>forecast(mstl(x))</c> do the same with ETS. The intervals are those of the seasonally adjusted series: the uncertainty of the seasons
/// is not counted (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.7). Without a usable season it
/// is the inner method alone.
/// </remarks>
/// <param name="trendModel">The method for the seasonally adjusted series; <see cref="TrendModels.Default"/> when left out.</param>
/// <param name="robust">
/// Whether outliers are kept out of seasons and trend; false by default. 16 times the work of the decomposition.
/// </param>
/// <param name="seasonalWindow">
/// How many repetitions of a season its smoothing spans, at least 3; more for seasons that change slowly. By default 11 for the shortest
/// season, 15 for the next, and so on.
/// </param>
/// <param name="testSeasons">
/// Whether a season that <see cref="SeasonDetector"/> does not accept is left out, which lowers errors on every competition tried; true by
/// default. R tests nothing.
/// </param>
public sealed class Mstl(UnivariateModel? trendModel = null, bool robust = false, int? seasonalWindow = null, bool testSeasons = true)
    : UnivariateModel
{
    private readonly UnivariateModel _trendModel = trendModel ?? TrendModels.Default;

    /// <inheritdoc />
    public override string Name => "mstl";

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => true;

    /// <inheritdoc />
    protected internal override bool FindsSeasons => true;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => _trendModel.UseOfLevel(hasSeason: false, keepsSign);

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] values = history.Values;
        int[] seasons = testSeasons ? SeasonDetector.Among(values, history.SeasonLengths, meter) : history.SeasonLengths;
        if (seasons.Length == 0)
        {
            return new RenamedPredictor(_trendModel.FitCore(history.With(values, []), cancellationToken), "mstl, no season: ");
        }

        MstlDecomposition decomposition = MstlDecomposition.Decompose(values, seasons, robust, seasonalWindow, meter);
        double[] season = new double[values.Length];
        double[] adjusted = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(2L * seasons.Length);
            season[index] = decomposition.SeasonAt(index);
            adjusted[index] = values[index] - season[index];
        }

        Predictor inner = _trendModel.FitCore(history.With(adjusted, []), cancellationToken);
        meter.Spend(2L * values.Length);
        double[] fitted = new double[values.Length];
        for (int index = 0; index < fitted.Length; index++)
        {
            fitted[index] = inner.Fitted[index] + season[index];
        }

        return new SeasonRestoringPredictor(inner, decomposition)
        {
            Fitted = fitted,
            Method = $"mstl, {(robust ? "robust " : "")}seasons of {string.Join(" and ", seasons)}: {inner.Method}",
            Parameters = [.. inner.Parameters, .. Strengths(decomposition, Magnitude.Of(values), meter)],
            Warnings = inner.Warnings,
        };
    }

    private static IEnumerable<FittedParameter> Strengths(MstlDecomposition decomposition, double magnitude, WorkMeter meter)
    {
        yield return new("trend_strength", ComponentStrength.Of(decomposition.Trend, decomposition.Remainder, magnitude, meter));
        for (int index = 0; index < decomposition.Seasonal.Count; index++)
        {
            double strength = ComponentStrength.Of(decomposition.Seasonal[index], decomposition.Remainder, magnitude, meter);
            yield return new(string.Create(CultureInfo.InvariantCulture, $"seasonal_strength_{decomposition.SeasonLengths[index]}"), strength);
        }
    }
}
