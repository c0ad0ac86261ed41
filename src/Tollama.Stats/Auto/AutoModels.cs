namespace Tollama.Stats;

/// <summary>The models that choose for themselves.</summary>
internal static class AutoModels
{
    private const double LongestMemberTime = 3600;
    private const double ShortestMemberTime = 0.001;

    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        Of("auto", AutoTier.Balanced),
        Of("auto:fast", AutoTier.Fast),
        Of("auto:best", AutoTier.Best),
    ];

    private static ModelDefinition Of(string name, AutoTier tier) => new(
        name,
        (options, clock) => new Auto(tier, options.Number("member_seconds", ShortestMemberTime, LongestMemberTime) is double seconds
            ? new TimeLimit(TimeSpan.FromSeconds(seconds), clock)
            : null));
}
