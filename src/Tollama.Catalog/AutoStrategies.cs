namespace Tollama.Catalog;

/// <summary>The models that stand for what the Python tollama calls a strategy or a mode of choosing a model.</summary>
public static class AutoStrategies
{
    /// <summary>The strategy where none is named.</summary>
    public const string Usual = "auto";

    /// <summary>The mode where none is named.</summary>
    public const string UsualMode = "default";

    /// <summary>The model of the usual strategy, and wherever nobody names one.</summary>
    public const string UsualModel = "auto";

    private const string Fast = "auto:fast";

    private const string Best = "auto:best";

    /// <summary>The model of each strategy. Ours is a combination of methods already, so <c>ensemble</c> is the usual one.</summary>
    public static IReadOnlyDictionary<string, string> Models { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Usual] = UsualModel,
        ["fastest"] = Fast,
        ["best_accuracy"] = Best,
        ["ensemble"] = UsualModel,
    };

    /// <summary>The model of each mode, which counts where the strategy is the usual one.</summary>
    public static IReadOnlyDictionary<string, string> Modes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [UsualMode] = UsualModel,
        ["fast_path"] = Fast,
        ["high_accuracy"] = Best,
    };
}
