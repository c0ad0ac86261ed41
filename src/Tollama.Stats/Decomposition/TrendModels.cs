namespace Tollama.Stats;

/// <summary>The methods that <see cref="Mstl"/> may forecast a seasonally adjusted series with.</summary>
public static class TrendModels
{
    /// <summary>The method when none is asked for.</summary>
    public static UnivariateModel Default { get; } = new Theta();

    /// <summary>The names that option <c>trend_model</c> takes.</summary>
    internal static string[] Names { get; } = ["theta", "drift", "naive", "mean"];

    /// <summary>The method of a name among <see cref="Names"/>; the default for <see langword="null"/>.</summary>
    internal static UnivariateModel Named(string? name) => name switch
    {
        "theta" => new Theta(),
        "drift" => new Drift(),
        "naive" => new Naive(),
        "mean" => new HistoricalMean(),
        _ => Default,
    };
}
