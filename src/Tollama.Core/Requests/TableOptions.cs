namespace Tollama.Core.Requests;

/// <summary>How to read a table. What is not said is found out from the table itself.</summary>
public sealed record TableOptions
{
    /// <summary>The column with the time stamps, or several that make a stamp together, such as year and month; found by name and content when empty.</summary>
    public IReadOnlyList<string> TimeColumns { get; init; } = [];

    /// <summary>The columns to forecast, each a series of its own; found by name and content when empty.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];

    /// <summary>The columns that name a row's series, joined by <c>/</c> when there are several; found by name and content when empty.</summary>
    public IReadOnlyList<string> IdColumns { get; init; } = [];

    /// <summary>Columns that are known for the past only; none by default.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>Columns that are known for the future, too: rows after the last observed target hold their coming values; none by default.</summary>
    public IReadOnlyList<string> FutureCovariates { get; init; } = [];

    /// <summary>What stands between two cells; one of comma, semicolon, tab and bar, found out by default.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The decimal mark, <c>.</c> or <c>,</c>; found out for each column by default.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Whether 01/02/2024 is 1 February (day first) or 2 January; by default what makes the time stamps regular.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>The sheet of a workbook, by its name or its number from 1; by default the first that is shown and has data.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether anything is said at all.</summary>
    public bool IsEmpty =>
        (Delimiter, DecimalMark, DayFirst, Sheet) is (null, null, null, null) && TimeColumns.Count + TargetColumns.Count + IdColumns.Count + Covariates.Count + FutureCovariates.Count == 0;
}
