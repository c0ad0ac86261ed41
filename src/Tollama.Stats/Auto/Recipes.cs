namespace Tollama.Stats;

/// <summary>Which methods <see cref="Auto"/> combines for a series.</summary>
/// <remarks>docs/models/auto.md says how the choice was made, on which data, and what was tried.</remarks>
internal static class Recipes
{
    // Up to here the methods were made for the season; longer ones may or may not be in the data.
    private const int LongestUsualSeason = 24;
    private const int LongestWindow = 48;

    private static readonly UnivariateModel Ets = new AutoEts();
    private static readonly UnivariateModel Arima = new AutoArima();
    private static readonly UnivariateModel DynamicTheta = new DynamicOptimizedThetaModel();
    private static readonly UnivariateModel Ces = new AutoCes();
    private static readonly UnivariateModel Mstl = new Mstl(new Theta());
    private static readonly UnivariateModel Drift = new Drift();
    private static readonly UnivariateModel DampedHolt = new Holt(damped: true);

    /// <summary>The recipe of a tier for a history that is neither constant, nor too short, nor intermittent.</summary>
    public static Recipe For(AutoTier tier, History history) => history.SeasonLengths switch
    {
        [] => WithoutSeason(tier, history.Values.Length),
        [.., > LongestUsualSeason] => LongSeason(tier, history),
        _ => UsualSeason(tier, history.SeasonLength),
    };

    private static Recipe WithoutSeason(AutoTier tier, int length)
    {
        RollingOrigins byErrors = new(Origins: 1, Steps: Math.Clamp(length / 4, 2, 8), Power: 2);
        return tier switch
        {
            AutoTier.Fast => new([new(DampedHolt), new(DynamicTheta), new(Ces), new(Drift)], null, "no season"),
            AutoTier.Balanced => new([new(DampedHolt), new(Arima), new(DynamicTheta), new(Ces), new(Drift)], byErrors, "no season"),
            _ => new([new(DampedHolt), new(Ets), new(Arima), new(DynamicTheta), new(Ces), new(Drift)], byErrors with { Origins = 4 }, "no season"),
        };
    }

    private static Recipe UsualSeason(AutoTier tier, int season)
    {
        string why = $"season of {season}";
        EnsembleMember[] five = [new(Ets), new(Arima), new(DynamicTheta), new(Ces), new(Mstl)];
        return tier switch
        {
            AutoTier.Fast => new([new(DynamicTheta), new(Ces), new(Mstl)], null, why),
            AutoTier.Balanced => new(five, null, why),
            _ => new([.. five, new(new Theta()), new(new SeasonalNaive())], new RollingOrigins(Origins: 3, Steps: season, Power: 1), why),
        };
    }

    private static Recipe LongSeason(AutoTier tier, History history)
    {
        int shortest = history.SeasonLength;
        RollingOrigins byErrors = new(Origins: 2, Steps: shortest > LongestUsualSeason ? Math.Min(shortest / 4, LongestWindow) : 2 * shortest, Power: 4);
        string why = $"long season{(history.SeasonLengths.Length > 1 ? "s" : "")} of {string.Join(" and ", history.SeasonLengths)}";
        EnsembleMember[] members = [new(Ets, MemberSeasons.None), new(Ces, MemberSeasons.None), new(Ces, MemberSeasons.Longest), new(Mstl)];
        return tier switch
        {
            AutoTier.Fast => new(members[1..], null, why),
            _ => new(members, byErrors, why),
        };
    }
}
