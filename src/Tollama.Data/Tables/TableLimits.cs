using Tollama.Core.Requests;

namespace Tollama.Data.Tables;

/// <summary>How large a table may be. What is larger is refused before it takes the memory.</summary>
public sealed record TableLimits
{
    internal const int MinRowLength = 4096;

    /// <summary>The most bytes a table may have; 64 MiB by default.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The most data rows a table may have; 5 million by default.</summary>
    public int MaxRows { get; init; } = 5_000_000;

    /// <summary>The most columns a table may have; 10 000 by default.</summary>
    public int MaxColumns { get; init; } = 10_000;

    /// <summary>The most series a table may hold; 100 000 by default.</summary>
    public int MaxSeries { get; init; } = 100_000;

    /// <summary>The most numbers a table may hold, rows times numeric columns; 20 million by default.</summary>
    public long MaxPoints { get; init; } = 20_000_000;

    /// <summary>The most values of covariates, all series together: each series of a table has its own; 20 million by default.</summary>
    public long MaxCovariateValues { get; init; } = 20_000_000;

    /// <summary>The most covariates of a series; 1,000 by default.</summary>
    public int MaxCovariates { get; init; } = 1000;

    /// <summary>The most characters one row may have; 1 million by default. Rows of 4096 are always allowed.</summary>
    public int MaxRowLength { get; init; } = 1_000_000;

    /// <summary>The most characters a cell may have; 32,767 by default, as in the common spreadsheets.</summary>
    public int MaxCellLength { get; init; } = 32_767;

    /// <summary>The most characters that the name of a column or a series, or a category, may have; 512 by default.</summary>
    public int MaxNameLength { get; init; } = 512;

    /// <summary>The limits of a table that follow from those of a request: a column may be a series, and a row has a value.</summary>
    /// <param name="limits">The limits of the request.</param>
    /// <param name="maxBytes">The most bytes that a body may have.</param>
    public static TableLimits Of(RequestLimits limits, long maxBytes)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new TableLimits
        {
            MaxBytes = maxBytes,
            MaxRows = (int)Math.Min(limits.MaxPoints, int.MaxValue),
            MaxColumns = Math.Max(limits.MaxSeries, limits.MaxCovariates),
            MaxSeries = limits.MaxSeries,
            MaxPoints = limits.MaxPoints,
            MaxCovariates = limits.MaxCovariates,
            MaxCovariateValues = limits.MaxCovariateValues,
            MaxNameLength = limits.MaxNameLength,
        };
    }
}
