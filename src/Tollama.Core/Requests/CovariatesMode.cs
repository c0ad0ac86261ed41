namespace Tollama.Core.Requests;

/// <summary>What happens to a covariate that the model cannot use.</summary>
public enum CovariatesMode
{
    /// <summary>It is left out, with a warning.</summary>
    BestEffort,

    /// <summary>The request is refused.</summary>
    Strict,
}
