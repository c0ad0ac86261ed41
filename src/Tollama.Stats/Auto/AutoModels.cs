using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

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

    private static ModelDefinition Of(string name, AutoTier tier) =>
        new(name, (options, resources) => new Auto(tier, MemberTime(options, resources), tier == AutoTier.Fast ? null : Network(options, resources)));

    private static TimeLimit? MemberTime(OptionReader options, StatsResources resources) =>
        options.Number("member_seconds", ShortestMemberTime, LongestMemberTime) is double seconds
            ? new TimeLimit(TimeSpan.FromSeconds(seconds), resources.Clock)
            : null;

    private static NetworkMember? Network(OptionReader options, StatsResources resources) => (options.Boolean("network"), resources.Network) switch
    {
        (true, null) => throw new TollamaException(
            ErrorCode.InvalidRequest, "options.network is true, and this program has no network for auto.", "Leave options.network out, or hand StatsFamily a network."),
        (false, _) => null,
        (_, { } network) => network,
        _ => null,
    };
}
