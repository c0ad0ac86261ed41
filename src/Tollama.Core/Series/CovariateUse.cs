namespace Tollama.Core.Series;

/// <summary>Which covariates a model uses.</summary>
/// <param name="Past">Those that are known for the past only.</param>
/// <param name="Future">Those whose future is known.</param>
/// <param name="Static">Those that do not change with time.</param>
public sealed record CovariateUse(bool Past, bool Future, bool Static)
{
    /// <summary>The word for <see cref="Past"/> in lists of capabilities and on the wire.</summary>
    public const string PastName = "past_covariates";

    /// <summary>The word for <see cref="Future"/>.</summary>
    public const string FutureName = "future_covariates";

    /// <summary>The word for <see cref="Static"/>.</summary>
    public const string StaticName = "static_covariates";

    /// <summary>No covariates at all.</summary>
    public static CovariateUse None { get; } = new(Past: false, Future: false, Static: false);

    /// <summary>What a list of capabilities says.</summary>
    public static CovariateUse Of(IReadOnlyList<string> capabilities) =>
        new(capabilities.Contains(PastName), capabilities.Contains(FutureName), capabilities.Contains(StaticName));

    /// <summary>The words for what is used.</summary>
    public IEnumerable<string> Names()
    {
        (bool IsUsed, string Name)[] all = [(Past, PastName), (Future, FutureName), (Static, StaticName)];
        return all.Where(one => one.IsUsed).Select(one => one.Name);
    }
}
