namespace Tollama.Stats;

/// <summary>The models that any other has to beat.</summary>
internal static class BaselineModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("naive", new Naive()),
        new("seasonal-naive", new SeasonalNaive()),
        new("drift", new Drift()),
        new("mean", new HistoricalMean()),
        new("window-average", options => new WindowAverage(options.Integer("window"))),
        new("seasonal-window-average", options => new SeasonalWindowAverage(options.Integer("window") ?? 2)),
    ];
}
