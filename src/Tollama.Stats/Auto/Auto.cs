using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Looks at each series, combines the methods that suit it, and says which, with which weights, and why.</summary>
/// <remarks>
/// Combining wins: the mean of a few different methods is more accurate than any of them (Makridakis and Hibon 2000; Petropoulos and
/// Svetunkov, A simple combination of univariate models, International Journal of Forecasting 36, 2020). The members are in
/// docs/models/auto.md, with how they were chosen. A series of fewer than three observed values or one that never changes is forecast by
/// its last value. Where there are zeros and nothing negative, a product that paused for more than three times its longest pause before
/// is forecast by 0, zeros that a season makes are left to the methods with a season, and what has on average more than 1.32 periods from
/// one demand to the next, counted from the first, is intermittent and forecast by smoothed demand with the quantiles of counts
/// (Syntetos, Boylan and Croston, On the categorization of demand patterns, Journal of the Operational Research Society 56, 2005). A
/// member that fails, or whose forecast leaves the range that the history makes plausible, is left out; if none remains, the last value
/// is the forecast.
/// </remarks>
/// <param name="tier">How much work to do; <see cref="AutoTier.Balanced"/> by default.</param>
/// <param name="memberTime">
/// How long the fit of one method may take before it is left out; as long as it needs by default. With a limit, the result depends on the
/// speed of the machine.
/// </param>
/// <param name="network">
/// A pretrained network that takes part where docs/models/auto.md says that it helps: weeks, and seasons of 7 to 24 values. None by default; <see
/// cref="AutoTier.Fast"/> has none in any case.
/// </param>
public sealed class Auto(AutoTier tier = AutoTier.Balanced, TimeLimit? memberTime = null, NetworkMember? network = null) : UnivariateModel
{
    private const int ValuesForCombination = 3;
    private const double IntermittentInterval = 1.32;

    private static readonly SmoothedDemand Demand = new();

    /// <summary>The network that takes part; <see langword="null"/> for none.</summary>
    internal NetworkMember? Network { get; } = tier == AutoTier.Fast ? null : network;

    /// <summary>The network as the series at hand hears it; <see langword="null"/> to ask it directly.</summary>
    private NetworkVoice? Voice { get; init; }

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
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOffWhenFar;

    /// <summary>The same method for one series, whose combination hears the network by this voice; by <see langword="null"/> not at all.</summary>
    internal Auto With(NetworkVoice? voice) => voice is null ? new(tier, memberTime) : new(tier, memberTime, Network) { Voice = voice };

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

        // Where values are negative or the level was taken off, 0 is a value like any other.
        return history.Level != 0 || history.HasNegative || !observed.AsSpan().Contains(0)
            ? Combine(history, cancellationToken)
            : WithZeros(history, cancellationToken);
    }

    private Predictor WithZeros(History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        DemandTimes times = DemandTimes.Of(history, meter);
        if (times.IsOver)
        {
            return new EndedDemandPredictor(history, times);
        }

        if (times.StartsLate)
        {
            return times.IsLongEnoughAlone
                ? new LateStartPredictor(FitCore(history.Tail(times.First), cancellationToken), times.First)
                : Smooth(history, times, cancellationToken);
        }

        if (SeasonalZeros.SeasonOf(history, meter) is int season)
        {
            Predictor combined = Combine(history, cancellationToken);
            bool[] places = SeasonalZeros.PlacesOf(history, season, meter);
            return places.AsSpan().Contains(true) ? new SeasonalZerosPredictor(combined, places) : combined;
        }

        return times.Interval > IntermittentInterval ? Smooth(history, times, cancellationToken) : Combine(history, cancellationToken);
    }

    private static RenamedPredictor Smooth(History history, DemandTimes times, CancellationToken cancellationToken) => new(
        Demand.FitCore(history.For(Demand), cancellationToken),
        string.Create(CultureInfo.InvariantCulture, $"intermittent, a demand every {times.Interval:0.##} values: "));

    private Predictor Combine(History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        History told = Recipes.OneUsualSeason(history, meter);
        Recipe recipe = Recipes.For(tier, told, meter) with { MemberTime = memberTime };
        NetworkVoice? voice = Voice
            ?? (Network is null ? null : new AskingVoice(new NetworkSession(Network, cancellationToken), NetworkSeriesKind.Other));
        NetworkPart? part = voice?.ShareOf(history) is { } share ? new NetworkPart(voice, share) : null;
        if (voice is PlannedVoice planned)
        {
            // Only what the network will be asked is of interest: nothing is fitted, and the forecast is thrown away.
            if (part is not null)
            {
                planned.Plan(told, recipe);
            }

            return LagWalk.Fit(told, lag: 1, Name);
        }

        Predictor combined = EnsembleFit.Combine(told, recipe, part, cancellationToken);
        return voice is AskingVoice { IsSilenced: true, LoadWarning: { } warning } ? new WarningPredictor(combined, warning) : combined;
    }
}
