namespace Tollama.Stats;

/// <summary>How one component of an exponential smoothing model joins the others.</summary>
internal enum EtsComponent
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is added.</summary>
    Additive,

    /// <summary>It is multiplied.</summary>
    Multiplicative,
}
