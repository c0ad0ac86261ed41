using Tollama.Core.Series;

namespace Tollama.Core.Forecasting;

/// <summary>What a loaded model is and can do.</summary>
public sealed record ModelTraits
{
    /// <summary>How many of the last observed values the model looks at; 0 when it looks at all of them.</summary>
    public int ContextLength { get; init; }

    /// <summary>How many steps it forecasts natively; 0 when there is no limit.</summary>
    public int MaxHorizon { get; init; }

    /// <summary>The memory its weights take, in bytes; 0 for a model without weights.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>Which covariates it uses; none by default.</summary>
    public CovariateUse Covariates { get; init; } = CovariateUse.None;
}
