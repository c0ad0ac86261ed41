namespace Tollama.Stats;

/// <summary>How a season joins the rest of a series.</summary>
public enum DecompositionKind
{
    /// <summary>It is added.</summary>
    Additive,

    /// <summary>It is multiplied.</summary>
    Multiplicative,
}
