using System.Text.Json.Serialization;

namespace Tollama.Core.Sampling;

/// <summary>How paths are drawn, and what is asked of them; the same for all series of a request.</summary>
public sealed record SampleSettings
{
    /// <summary>How many paths are drawn when nobody says how many: 1,000.</summary>
    public const int UsualPaths = 1000;

    /// <summary>The most paths of a series: 10,000.</summary>
    public const int MostPaths = 10_000;

    /// <summary>How many paths are drawn; 1 to <see cref="MostPaths"/>.</summary>
    public int Paths { get; init; } = UsualPaths;

    /// <summary>The same seed gives the same paths; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>So many of the paths, the first ones, are told themselves; 0 by default.</summary>
    public int Included { get; init; }

    /// <summary>So many steps at the beginning are drawn and not told: paths, sums and passages begin behind them; fewer than the forecast has, 0 by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Gap { get; init; }

    /// <summary>The levels of the quantiles of sums and of first passages, ascending, each in (0, 1); none by default.</summary>
    public IReadOnlyList<double> Levels { get => field ?? []; init; }

    /// <summary>The value whose passing is asked for; <see langword="null"/> (the default) for none.</summary>
    public double? Threshold { get; init; }

    /// <summary>No path goes below it; <see langword="null"/> (the default) for no bound.</summary>
    public double? Lower { get; init; }

    /// <summary>No path goes above it; <see langword="null"/> (the default) for no bound.</summary>
    public double? Upper { get; init; }

    /// <summary>True if the values of paths are whole numbers; false by default.</summary>
    public bool Integer { get; init; }
}
