using Tollama.Soak.Faults;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Rounds;

/// <summary>What goes wrong while clients work, and which errors that excuses.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Faults">The faults of which some happen.</param>
/// <param name="Excused">The codes that requests may be answered with meanwhile, by what they touch.</param>
internal sealed record RoundKind(string Name, IReadOnlyList<Fault> Faults, IReadOnlyDictionary<Area, string[]> Excused)
{
    /// <summary>Whether connections may break because the daemon is ended.</summary>
    public bool EndsDaemon { get; init; }

    /// <summary>Whether runners are killed or stopped.</summary>
    public bool RunnersDie { get; init; }

    public bool Excuses(Area area, string code) => Excused.GetValueOrDefault(area, []).Contains(code);
}
