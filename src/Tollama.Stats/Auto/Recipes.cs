using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Which methods <see cref="Auto"/> combines for a series.</summary>
/// <remarks>docs/models/auto.md says how the choice was made, on which data, and what was tried.</remarks>
internal static class Recipes
{
    // Up to here the methods were made for the season; longer ones may or may not be in the data.
    private const int LongestUsualSeason = 24;

    private static readonly EnsembleMember Ets = new(new AutoEts());
    private static readonly EnsembleMember Arima = new(new AutoArima());
    private static readonly EnsembleMember Ar = new(new Autoregression());
    private static readonly EnsembleMember ArWithoutSeason = new(new Autoregression(), MemberSeasons.None, "ar without season");
    private static readonly EnsembleMember Theta = new(new DynamicOptimizedThetaModel());
    private static readonly EnsembleMember Ces = new(new AutoCes());
    private static readonly EnsembleMember Mstl = new(new Mstl(new AutoEts()), Label: "mstl with ETS");
    private static readonly EnsembleMember MstlTheta = new(new Mstl(new Theta()), Label: "mstl with theta");
    private static readonly EnsembleMember MstlAr = new(new Mstl(new Autoregression()), Label: "mstl with ar");
    private static readonly EnsembleMember SeasonalNaive = new(new SeasonalNaive(), Label: "seasonal-naive");
    private static readonly EnsembleMember Level = new(new SimpleSmoothing(), Label: "ses");
    private static readonly EnsembleMember ThetaWithoutSeason = new(new DynamicOptimizedThetaModel(), MemberSeasons.None, "dotm without season");
    private static readonly EnsembleMember Drift = new(new Drift(), Prior: 2);
    private static readonly EnsembleMember DampedHolt = new(new Holt(damped: true));

    /// <summary>The history with the strongest of several usual seasons alone: the methods for usual seasons take one.</summary>
    public static History OneUsualSeason(History history, WorkMeter meter) => history.SeasonLengths is [_, .., <= LongestUsualSeason]
        ? history.With(history.Values, [history.SeasonLengths.MaxBy(season => SeasonalStrength.Of(history.Values, season, meter))])
        : history;

    /// <summary>The recipe of a tier for a history that is neither constant, nor too short, nor intermittent.</summary>
    public static Recipe For(AutoTier tier, History history, WorkMeter meter) => history.SeasonLengths switch
    {
        [int season] when FewCycles.Are(history.Values.Length, season) => SeenFewTimes(tier, history, meter),
        [] => WithoutSeason(tier, history.Values.Length),
        [.., > LongestUsualSeason] => LongSeason(tier, history),
        _ => UsualSeason(tier, history.SeasonLength),
    };

    private static Recipe WithoutSeason(AutoTier tier, int length)
    {
        RollingOrigins byErrors = new(Origins: 1, Steps: Math.Clamp(length / 4, 2, 8), Power: 2);
        return tier switch
        {
            AutoTier.Fast => new([DampedHolt, Ar, Theta, Ces, Drift], null, "no season"),
            AutoTier.Balanced => new([DampedHolt, Arima, Ar, Theta, Ces, Drift], byErrors, "no season"),
            _ => new([DampedHolt, Ets, Arima, Ar, Theta, Ces, Drift], byErrors with { Origins = 3 }, "no season"),
        };
    }

    private static Recipe UsualSeason(AutoTier tier, int season)
    {
        string why = $"season of {season}";
        return tier switch
        {
            AutoTier.Fast => new([Ar, Theta, Ces, MstlTheta], null, why) { DropsHopeless = true },
            AutoTier.Balanced => new([Ets, Arima, Ar, Theta, Ces, MstlTheta], null, why) { DropsHopeless = true },
            _ => new([Ets, Arima, Ar, Theta, Ces, MstlTheta], new RollingOrigins(Origins: 3, Steps: season, Power: 1), why),
        };
    }

    // No method can tell how far to trust a season that was seen two or three times: where it is most of the series those that repeat it,
    // where it is some of it those and others, each with half of the weight.
    private static Recipe SeenFewTimes(AutoTier tier, History history, WorkMeter meter)
    {
        int season = history.SeasonLength;
        string why = $"season of {season}, seen {history.Values.Length / season} times";
        double ratio = FewCycles.ChangeRatio(history.Values, season, meter);
        return ratio < FewCycles.Most ? new([Mstl, MstlTheta, SeasonalNaive], null, why)
            : SeasonDetector.Among(history.Values, [season], meter).Length > 0 ? new([Mstl, MstlTheta, SeasonalNaive, Level, DampedHolt, ThetaWithoutSeason], null, why)
            : season <= LongestUsualSeason ? UsualSeason(tier, season)
            : LongSeason(tier, history);
    }

    private static Recipe LongSeason(AutoTier tier, History history)
    {
        int shortest = history.SeasonLength;
        RollingOrigins byErrors = new(Origins: 2, Steps: shortest > LongestUsualSeason ? shortest / 4 : 2 * shortest, Power: 4);
        string why = $"season of {string.Join(" and ", history.SeasonLengths)}";
        return tier switch
        {
            AutoTier.Fast => new([Ar, MstlAr], null, why),
            AutoTier.Balanced => new([Ar, ArWithoutSeason, Mstl, MstlAr, Ces], byErrors, why),
            _ => new([Ar, ArWithoutSeason, Mstl, MstlAr, Ces, Ets], byErrors with { Origins = 4 }, why),
        };
    }
}
