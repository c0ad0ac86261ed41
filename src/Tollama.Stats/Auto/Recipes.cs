using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Which methods <see cref="Auto"/> combines for a series.</summary>
/// <remarks>docs/models/auto.md says how the choice was made, on which data, and what was tried.</remarks>
internal static class Recipes
{
    // Up to here the methods were made for the season; longer ones may or may not be in the data.
    private const int LongestUsualSeason = 24;

    // From so many values on earlier origins tell more than the experience with other series.
    private const int ValuesThatWeigh = 150;

    // So many values of a usual season are a matter of cheap methods: the slow ones gain nothing there.
    private const int ValuesOfLongSeries = 1000;

    // What a few years of values say about a trend is worth less than what they say of the mean growth.
    private const int ValuesThatShowTrends = 50;

    /// <summary>The history with the strongest of several usual seasons alone: the methods for usual seasons take one.</summary>
    public static History OneUsualSeason(History history, WorkMeter meter) => history.SeasonLengths is [_, .., <= LongestUsualSeason]
        ? history.With(history.Values, [history.SeasonLengths.MaxBy(season => SeasonalStrength.Of(history.Values, season, meter))])
        : history;

    /// <summary>The recipe of a tier for a history that is neither constant, nor too short, nor intermittent.</summary>
    public static Recipe For(AutoTier tier, History history, WorkMeter meter) => history.SeasonLengths switch
    {
        [int season] when FewCycles.Are(history.Values.Length, season) => SeenFewTimes(tier, history, meter),
        [] => WithoutSeason(tier, history),
        [.., > LongestUsualSeason] => LongSeason(tier, history),
        _ when history.Values.Length >= ValuesOfLongSeries => LongSeason(tier, history),
        _ => UsualSeason(tier, history),
    };

    private static Recipe WithoutSeason(AutoTier tier, History history)
    {
        int length = history.Values.Length;
        (double trend, double growth, double roots) = length < ValuesThatShowTrends ? (0.5, 1.5, 1.0) : (1.0, 1.0, 0.5);
        EnsembleMember holt = Members.DampedHolt with { Prior = trend };
        EnsembleMember ets = Members.Ets with { Prior = trend };
        EnsembleMember arima = Members.Arima with { Prior = trend };
        EnsembleMember drift = Members.Drift with { Prior = growth };
        EnsembleMember driftOfRoots = Members.DriftOfRoots with { Prior = roots };
        RollingOrigins byErrors = new(Origins: 3, Steps: Math.Clamp(length / 4, 2, 8), Power: 3);
        return tier switch
        {
            AutoTier.Fast => new(Members.For(history, holt, Members.Ar, Members.Dotm, Members.Ces, drift, driftOfRoots), null, "no season"),
            AutoTier.Balanced => new(
                Members.For(history, holt, ets, arima, Members.Ar, Members.Dotm, Members.Ces, drift, driftOfRoots), byErrors, "no season"),
            _ => new(
                Members.For(history, holt, ets, arima, Members.Ar, Members.Dotm, Members.Otm with { Prior = 0.5 }, Members.Ces, drift, driftOfRoots),
                byErrors with { Origins = 4 },
                "no season"),
        };
    }

    private static Recipe UsualSeason(AutoTier tier, History history)
    {
        int season = history.SeasonLength;
        string why = $"season of {season}";
        EnsembleMember ces = Members.HasPowers(history) ? Members.CesOfLogarithms : Members.Ces;
        EnsembleMember[] cheap = Members.For(
            history, Members.Ar, Members.Dotm, ces, Members.MstlTheta, Members.MstlThetaOfLogarithms, Members.ArOfRoots);
        RollingOrigins byErrors = new(Origins: 1, Steps: 2 * season, Power: 1);
        bool weighs = history.Values.Length >= ValuesThatWeigh;
        return tier switch
        {
            AutoTier.Fast => new(weighs ? [.. cheap, Members.SeasonalNaive] : cheap, null, why) { DropsHopeless = true },
            AutoTier.Balanced when weighs => new([Members.Ets, .. cheap, Members.SeasonalNaive], byErrors, why) { DropsHopeless = true },
            AutoTier.Balanced => new([Members.Ets, Members.Arima, .. cheap], null, why) { DropsHopeless = true },
            _ when weighs => new([Members.Ets, Members.Arima, .. cheap, Members.SeasonalNaive], byErrors with { Origins = 2 }, why) { DropsHopeless = true },
            _ => new([Members.Ets, Members.Arima, .. cheap], byErrors with { Origins = 3, Steps = season, Power = 0.5 }, why) { DropsHopeless = true },
        };
    }

    // No method can tell how far to trust a season that was seen two or three times: where it is most of the series those that repeat it,
    // where it is some of it those and others, each with half of the weight.
    private static Recipe SeenFewTimes(AutoTier tier, History history, WorkMeter meter)
    {
        int season = history.SeasonLength;
        string why = $"season of {season}, seen {history.Values.Length / season} times";
        double ratio = FewCycles.ChangeRatio(history.Values, season, meter);
        EnsembleMember[] repeating = [Members.MstlEts, Members.MstlTheta, Members.SeasonalNaive];
        return ratio < FewCycles.Most ? new(repeating, null, why)
            : SeasonDetector.Among(history.Values, [season], meter).Length > 0
                ? new([.. repeating, Members.Level, Members.DampedHolt, Members.DotmWithoutSeason], null, why)
                : season <= LongestUsualSeason ? UsualSeason(tier, history) : LongSeason(tier, history);
    }

    private static Recipe LongSeason(AutoTier tier, History history)
    {
        int shortest = history.SeasonLength;
        RollingOrigins byErrors = new(Origins: 2, Steps: shortest > LongestUsualSeason ? shortest / 4 : 2 * shortest, Power: 3);
        string why = $"season of {string.Join(" and ", history.SeasonLengths)}";
        EnsembleMember[] shortSeasons = history.SeasonLengths.Length > 1 ? [Members.ArWithShortSeason] : [];
        EnsembleMember[] members =
        [
            Members.Ar, Members.ArOfRoots, .. shortSeasons, Members.ArWithoutSeason, Members.MstlEts, Members.MstlAr, Members.MstlArOfLogarithms, Members.Dotm,
            Members.SeasonalNaive,
        ];
        return tier switch
        {
            AutoTier.Fast => new(Members.For(history, Members.Ar, Members.ArOfRoots, Members.MstlAr, Members.Dotm), null, why),
            AutoTier.Balanced => new(Members.For(history, members), byErrors, why),
            _ => new(Members.For(history, members), byErrors with { Origins = 4 }, why),
        };
    }
}
