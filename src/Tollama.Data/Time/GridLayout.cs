using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>One way in which the steps of a frequency may lie.</summary>
/// <param name="Line">The axis.</param>
/// <param name="Steps">The points on it.</param>
/// <param name="Rounding">By how many ticks a stamp may miss its point because stamps are rounded; it counts as exact.</param>
internal sealed record GridLayout(TimeLine Line, StepSequence Steps, long Rounding = 0)
{
    /// <summary>Whether a stamp beyond the rounding does not belong; otherwise it may be a little off.</summary>
    public bool IsRigid { get; init; }

    /// <summary>Whether the points were made of the stamps themselves.</summary>
    public bool FollowsStamps { get; init; }

    /// <summary>Whether it is taken only where others would leave stamps out.</summary>
    public bool IsLastResort { get; init; }
}
