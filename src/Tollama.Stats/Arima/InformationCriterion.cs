namespace Tollama.Stats;

/// <summary>What weighs the likelihood of a model against its size.</summary>
public enum InformationCriterion
{
    /// <summary>Akaike's criterion corrected for short series.</summary>
    Aicc,

    /// <summary>Akaike's criterion.</summary>
    Aic,

    /// <summary>Schwarz's criterion.</summary>
    Bic,
}
