using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The methods for demand that is often zero.</summary>
internal static class IntermittentModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("croston", options => new Croston(Alpha(options, "alpha") ?? 0.1)),
        new("croston-optimized", new OptimizedCroston()),
        new("sba", options => new Sba(Alpha(options, "alpha") ?? 0.1)),
        new("tsb", options => new Tsb(Alpha(options, "alpha_size") ?? 0.2, Alpha(options, "alpha_probability") ?? 0.15)),
        new("adida", new Adida()),
        new("imapa", new Imapa()),
        new("smoothed-demand", new SmoothedDemand()),
    ];

    private static double? Alpha(OptionReader options, string name) => options.Number(name, 0, 1);
}
