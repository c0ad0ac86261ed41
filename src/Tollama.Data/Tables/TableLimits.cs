namespace Tollama.Data.Tables;

/// <summary>How large a table may be. What is larger is refused before it takes the memory.</summary>
public sealed record TableLimits
{
    internal const int MinRowLength = 4096;

    /// <summary>The most bytes a table may have; 64 MiB by default, at most 2 GiB.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The most data rows a table may have; 5 million by default.</summary>
    public int MaxRows { get; init; } = 5_000_000;

    /// <summary>The most columns a table may have; 10 000 by default.</summary>
    public int MaxColumns { get; init; } = 10_000;

    /// <summary>The most series a table may hold; 100 000 by default.</summary>
    public int MaxSeries { get; init; } = 100_000;

    /// <summary>The most numbers a table may hold, rows times numeric columns; 20 million by default.</summary>
    public long MaxPoints { get; init; } = 20_000_000;

    /// <summary>The most characters one row may have; 1 million by default. Rows of 4096 are always allowed.</summary>
    public int MaxRowLength { get; init; } = 1_000_000;
}
