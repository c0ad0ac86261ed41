namespace Tollama.Stats;

/// <summary>What decides between models of different size.</summary>
public enum InformationCriterion
{
    /// <summary>Akaike's information criterion, corrected for short series (Hurvich and Tsai 1989).</summary>
    Aicc,

    /// <summary>Akaike's information criterion (1974).</summary>
    Aic,

    /// <summary>Schwarz's Bayesian information criterion (1978).</summary>
    Bic,
}
