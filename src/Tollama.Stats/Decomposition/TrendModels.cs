namespace Tollama.Stats;

/// <summary>The methods that <see cref="Mstl"/> may forecast a seasonally adjusted series with.</summary>
public static class TrendModels
{
    /// <summary>The method when none is asked for: exponential smoothing without a season, its form chosen by AICc.</summary>
    public static UnivariateModel Default { get; } = new AutoEts("ZZN");

    /// <summary>The names that option <c>trend_model</c> takes.</summary>
    internal static string[] Names { get; } = ["auto-ets", "auto-arima", "ar", "theta", "drift", "naive", "mean"];

    /// <summary>The method of a name among <see cref="Names"/>; the default for <see langword="null"/>.</summary>
    internal static UnivariateModel Named(string? name) => name switch
    {
        "theta" => new Theta(),
        "auto-arima" => new AutoArima(),
        "ar" => new Autoregression(),
        "drift" => new Drift(),
        "naive" => new Naive(),
        "mean" => new HistoricalMean(),
        _ => Default,
    };
}
