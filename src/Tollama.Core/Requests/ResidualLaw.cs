namespace Tollama.Core.Requests;

/// <summary>The law that a classical model takes for its one-step errors when it computes quantiles.</summary>
public enum ResidualLaw
{
    /// <summary>The normal law.</summary>
    Normal,

    /// <summary>Student's law, with as many degrees of freedom as the residuals have heavy tails.</summary>
    T,

    /// <summary>The law of Laplace.</summary>
    Laplace,

    /// <summary>The law of the residuals themselves.</summary>
    Bootstrap,
}
