namespace Tollama.Stats;

/// <summary>The members of an ensemble and how they are weighed.</summary>
/// <param name="Members">The members, at least one.</param>
/// <param name="Weights">How they are weighed; <see langword="null"/> for equally.</param>
/// <param name="Why">What about the series led to it, for people.</param>
internal sealed record Recipe(IReadOnlyList<EnsembleMember> Members, RollingOrigins? Weights, string Why)
{
    /// <summary>Whether a member is left out whose one-step errors are several times those of the best; false by default.</summary>
    public bool DropsHopeless { get; init; }

    /// <summary>
    /// How long the fit of one member may take; <see langword="null"/> for as long as its own budget of iterations lasts.
    /// </summary>
    public TimeLimit? MemberTime { get; init; }
}
