using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Complex exponential smoothing, with the treatment of a season chosen by the corrected criterion of Akaike.</summary>
/// <remarks>
/// Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics 69 (2022), doi 10.1002/nav.22074. One complex
/// smoothing parameter gives anything between a level and a trend, without having to decide between the two. The states before the first
/// value are found by backcasting; the parameters minimize the sum of squared errors within the region of stability, by Nelder-Mead;
/// quantiles are normal, with the exact variance of the linear model. A series that never changes and one of fewer than five observed
/// values are forecast by their last value. The forecast depends on where zero is: the model describes growth, not a shift.
/// </remarks>
/// <param name="season">How a season is treated; by default that with the lowest criterion, and none without a season.</param>
public sealed class AutoCes(CesSeason? season = null) : UnivariateModel
{
    private const int ValuesNeeded = 5;

    /// <inheritdoc />
    public override string Name => "auto-ces";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOffWhenFar;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: auto-ces needs {ValuesNeeded} observed values");
        }

        if (history.Values.AsSpan().IndexOfAnyExcept(history.Values[0]) < 0)
        {
            return LagWalk.Fit(history, lag: 1, "naive: all values are equal");
        }

        WorkMeter meter = new(cancellationToken);
        CesFit? best = null;
        foreach (CesSeason form in Forms(history.SeasonLength))
        {
            CesFit fit = CesFit.Fit(history, form, meter);
            best = best is null || fit.Criterion < best.Criterion ? fit : best;
        }

        return best!.ToPredictor(history, meter);
    }

    private CesSeason[] Forms(int seasonLength) => (seasonLength, season) switch
    {
        (1, _) => [CesSeason.None],
        (_, CesSeason wanted) => [wanted],
        _ => Enum.GetValues<CesSeason>(),
    };
}
