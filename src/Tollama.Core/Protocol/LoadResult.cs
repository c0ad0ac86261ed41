using Tollama.Core.Series;

namespace Tollama.Core.Protocol;

/// <summary>A model was loaded. What the runner does not say is as the model's card has it.</summary>
public sealed record LoadResult
{
    /// <summary>The name given in the request.</summary>
    public required string Model { get; init; }

    /// <summary>The memory that the model's weights take, in bytes; 0 when it has none or the runner does not know.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>How many of the last observed values the model looks at; 0 when it looks at all of them.</summary>
    public int? ContextLength { get; init; }

    /// <summary>How many steps it forecasts natively; 0 when there is no limit.</summary>
    public int? MaxHorizon { get; init; }

    /// <summary>True if it uses covariates that are known only for the past.</summary>
    public bool? UsesPastCovariates { get; init; }

    /// <summary>True if it uses covariates whose future values are known.</summary>
    public bool? UsesFutureCovariates { get; init; }

    /// <summary>True if it uses covariates that do not change with time.</summary>
    public bool? UsesStaticCovariates { get; init; }

    /// <summary>Which covariates the model uses.</summary>
    /// <param name="card">What its card says, for what the runner does not.</param>
    public CovariateUse CovariatesOr(CovariateUse card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new CovariateUse(UsesPastCovariates ?? card.Past, UsesFutureCovariates ?? card.Future, UsesStaticCovariates ?? card.Static);
    }
}
