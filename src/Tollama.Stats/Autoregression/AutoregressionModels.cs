namespace Tollama.Stats;

/// <summary>Models that forecast a series from its own last values.</summary>
internal static class AutoregressionModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("ar", options => new Autoregression(
            options.Integer("max_order", lowest: 0),
            options.Integers("differences", lowest: 0),
            options.CountOrIntegers("lags", mostCount: Autoregression.MostLags, highest: Autoregression.LongestLag))),
    ];
}
