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

    // So many values, or cycles of a season longer than that of months, are a matter of cheap methods: the slow ones gain nothing there.
    private const int ValuesOfLongSeries = 1000;
    private const int CyclesOfLongSeries = 20;
    private const int SeasonOfMonths = 12;

    // A season so many times as long as the steps at which methods are weighed is beyond the reach of autoregressions.
    private const int FarSeason = 10;

    // What a few years of values say about a trend is worth less than what they say of the mean growth.
    private const int ValuesThatShowTrends = 50;

    /// <summary>The history with the strongest of several usual seasons alone: the methods for usual seasons take one.</summary>
    public static History OneUsualSeason(History history, WorkMeter meter) => history.SeasonLengths is [_, .., <= LongestUsualSeason]
        ? history.With(history.Values, [history.SeasonLengths.MaxBy(season => SeasonalStrength.Of(history.Values, season, meter))])
        : history;

    /// <summary>The recipe of a tier for a history that is neither constant, nor too short, nor intermittent.</summary>
    public static Recipe For(AutoTier tier, History history, WorkMeter meter)
    {
        Recipe recipe = Usual(tier, history, meter);

        // The usual methods damp growth by a rate that is as good as exact; beside one that follows it they are hopeless.
        return Members.HasPowers(history) && SaneRange.IsGrowthByRate(history.Values, meter)
            ? recipe with { Members = [.. recipe.Members, Members.DriftOfLogarithms], DropsHopeless = true }
            : recipe;
    }

    private static Recipe Usual(AutoTier tier, History history, WorkMeter meter) => history.SeasonLengths switch
    {
        [int season] when FewCycles.Are(history.Values.Length, season) => SeenFewTimes(tier, history, meter),
        [] => WithoutSeason(tier, history),
        [.., > LongestUsualSeason] => LongSeason(tier, history),
        _ when IsLong(history) => LongSeason(tier, history),
        _ => UsualSeason(tier, history),
    };

    private static bool IsLong(History history) => history.Values.Length >= ValuesOfLongSeries
        || (history.SeasonLength > SeasonOfMonths && history.Values.Length >= CyclesOfLongSeries * history.SeasonLength);

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
        int[] seasons = history.SeasonLengths;
        int steps = seasons[0] > LongestUsualSeason ? seasons[0] / 4 : 2 * seasons[0];
        RollingOrigins byErrors = new(Origins: 2, steps, Power: 3);

        // The origins say nothing of steps beyond theirs, where only those that follow the longest season go on.
        int? reach = seasons.Length > 1 ? steps : null;
        int? reachOfAr = seasons[^1] > FarSeason * steps ? steps : null;
        EnsembleMember[] members =
        [
            Members.Ar with { Reach = reachOfAr },
            Members.ArOfRoots with { Reach = reachOfAr },
            Members.ArWithoutSeason with { Reach = reach },
            Members.MstlEts,
            Members.MstlAr,
            Members.MstlArOfLogarithms,
            Members.Dotm with { Reach = reach },
            Members.SeasonalNaive with { Reach = reach },
        ];
        EnsembleMember[] all = seasons.Length > 1 ? [.. members, Members.ArWithShortSeason with { Reach = reach }] : members;
        string why = $"season of {string.Join(" and ", seasons)}";
        return tier switch
        {
            AutoTier.Fast => new(Members.For(history, members[0], members[1], Members.MstlAr), null, why),
            AutoTier.Balanced => new(Members.For(history, all), byErrors, why),
            _ => new(Members.For(history, all), byErrors with { Origins = 4 }, why),
        };
    }
}
