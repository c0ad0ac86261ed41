namespace Tollama.Data.Tables.Columns;

/// <summary>How the numbers of a column are written, found out from all of its cells.</summary>
internal sealed record NumberStyle
{
    public required char DecimalMark { get; init; }

    /// <summary>Whether numbers that make sense with the other mark only are read with that.</summary>
    public bool ReadsBothMarks { get; init; }

    /// <summary>The unit behind every number.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether a dash alone is a zero.</summary>
    public bool DashIsZero { get; init; }

    /// <summary>Why the column cannot be used; <see langword="null"/> when it can.</summary>
    public string? Problem { get; init; }
}
