using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Looks at each series, combines the methods that suit it, and says which, with which weights, and why.</summary>
/// <remarks>
/// Combining wins: the mean of a few different methods is more accurate than any of them (Makridakis and Hibon 2000; Petropoulos and
/// Svetunkov, A simple combination of univariate models, International Journal of Forecasting 36, 2020). The members are in
/// docs/models/auto.md, with how they were chosen. A series of fewer than three observed values or one that never changes is forecast by
/// its last value, intermittent demand by smoothed demand with the quantiles of counts; intermittent is what has on average more than 1.32
/// periods from one demand to the next (Syntetos, Boylan and Croston, On the categorization of demand patterns, Journal of the Operational
/// Research Society 56, 2005). A member that fails, or whose forecast leaves the range that the history makes plausible, is left out; if
/// none remains, the last value is the forecast.
/// </remarks>
/// <param name="tier">How much work to do; <see cref="AutoTier.Balanced"/> by default.</param>
/// <param name="memberTime">
/// How long the fit of one method may take before it is left out; as long as it needs by default. With a limit, the result depends on the
/// speed of the machine.
/// </param>
public sealed class Auto(AutoTier tier = AutoTier.Balanced, TimeLimit? memberTime = null) : UnivariateModel
{
    private const int ValuesForCombination = 3;
    private const double IntermittentInterval = 1.32;

    private static readonly SmoothedDemand Demand = new();

    /// <inheritdoc />
    public override string Name => tier switch
    {
        AutoTier.Fast => "auto:fast",
        AutoTier.Best => "auto:best",
        _ => "auto",
    };

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => true;

    /// <inheritdoc />
    protected internal override bool FindsSeasons => true;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double[] observed = history.ObservedValues;
        if (observed.AsSpan().IndexOfAnyExcept(observed[0]) < 0 && observed.Length > 1)
        {
            return LagWalk.Fit(history, lag: 1, observed[0] == 0 ? "naive: all values are 0" : "naive: all values are equal");
        }

        if (observed.Length < ValuesForCombination)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: fewer than {ValuesForCombination} observed values");
        }

        double interval = DemandInterval(observed);
        return interval > IntermittentInterval
            ? new RenamedPredictor(
                Demand.FitCore(history.For(Demand), cancellationToken),
                string.Create(CultureInfo.InvariantCulture, $"intermittent, a demand every {interval:0.##} values: "))
            : Combine(Recipes.OneUsualSeason(history, new WorkMeter(cancellationToken)), cancellationToken);
    }

    // Infinity cannot come out: a series of zeros is constant. A series with negative values is no demand.
    private static double DemandInterval(double[] observed)
    {
        int demands = 0;
        foreach (double value in observed)
        {
            if (value < 0)
            {
                return 1;
            }

            demands += value > 0 ? 1 : 0;
        }

        return (double)observed.Length / demands;
    }

    private Predictor Combine(History history, CancellationToken cancellationToken) =>
        EnsembleFit.Combine(history, Recipes.For(tier, history) with { MemberTime = memberTime }, cancellationToken);
}
