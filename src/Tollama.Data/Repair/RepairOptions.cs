using Tollama.Core.Frequencies;
using Tollama.Core.Requests;

namespace Tollama.Data.Repair;

/// <summary>How a series is brought onto its grid.</summary>
public sealed record RepairOptions
{
    /// <summary>The frequency; <see langword="null"/>, the default, to infer it.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Whether a fault is refused, with all others, instead of being repaired; <see langword="false"/> by default.</summary>
    public bool Strict { get; init; }

    /// <summary>What becomes of several values with one time stamp, strict or not; they are refused by default.</summary>
    public DuplicateMerge Duplicates { get; init; } = DuplicateMerge.Refuse;

    /// <summary>Whether rows with one time stamp and the same values are one row written twice; not by default, since a table may have further columns.</summary>
    public bool MergesEqualRows { get; init; }

    /// <summary>What stands at the steps without a row; missing values by default.</summary>
    public GapFill Fill { get; init; }

    /// <summary>The longer step to which values are brought together; none by default.</summary>
    public Frequency? Aggregate { get; init; }

    /// <summary>When the history ends; with its last row by default.</summary>
    public Timestamp? End { get; init; }

    /// <summary>How many times longer than the rows the grid may be before the frequency is doubted; 10 by default, at least 1.</summary>
    public double MaxGrowth { get; init; } = 10;

    /// <summary>The frequency of the other series, for one that does not tell its own; <see langword="null"/> for none.</summary>
    internal Frequency? Table { get; init; }

    /// <summary>Whether a few even weeks beside shorter steps are no series with gaps: what a program sends as a series has mostly none.</summary>
    internal bool KeepsWeeks { get; init; }

    /// <summary>How many values the series of a request may have together, gaps filled; <see langword="null"/> for no limit.</summary>
    internal PanelRoom? Room { get; init; }

    /// <summary>Whether covariates need not be known behind the last value, since nothing is forecast there.</summary>
    internal bool MayLackFuture { get; init; }

    /// <summary>Fires when nobody waits for the series any more.</summary>
    internal CancellationToken Aborted { get; init; }

    /// <summary>The longest grid that is filled; a million points by default.</summary>
    public int MaxLength { get; init; } = 1_000_000;
}
