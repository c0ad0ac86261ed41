using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Repair;
using Tollama.Data.Tables.Options;

namespace Tollama.Data.Tables;

/// <summary>How to read a table. What is not said is found out from the table itself.</summary>
public sealed record TableOptions
{
    /// <summary>The names that <see cref="FromQuery"/> knows.</summary>
    public static IReadOnlyCollection<string> QueryKeys => TableQuery.Keys;

    /// <summary>The column with the time stamps; found by name and content by default.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The columns to forecast, each a series of its own; found by name and content when empty.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];

    /// <summary>The columns that name a row's series, joined by <c>/</c> when there are several; found by name and content when empty.</summary>
    public IReadOnlyList<string> IdColumns { get; init; } = [];

    /// <summary>Numeric columns that are known for the past only; none by default.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>Numeric columns that are known for the future, too: rows after the last observed target hold their coming values; none by default.</summary>
    public IReadOnlyList<string> FutureCovariates { get; init; } = [];

    /// <summary>The time between two rows; inferred later from the time stamps by default.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Whether cells and time stamps that cannot be read are errors instead of missing values; not by default.</summary>
    public bool Strict { get; init; }

    /// <summary>What becomes of several rows of a series with one time stamp, when the series is repaired; their mean by default.</summary>
    public DuplicateMerge Duplicates { get; init; } = DuplicateMerge.Mean;

    /// <summary>What stands between two cells; one of comma, semicolon, tab and bar, found out by default.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The decimal mark, <c>.</c> or <c>,</c>; found out for each column by default.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>How large the table may be.</summary>
    public TableLimits Limits { get; init; } = new();

    /// <summary>Reads the options from the query of a request: <c>?time=ds&amp;target=y&amp;id=store,item&amp;freq=MS&amp;strict=true</c>.</summary>
    /// <param name="values">The query's values by name. Names that are not in <see cref="QueryKeys"/> are left to others.</param>
    /// <param name="faults">What is wrong with the values; empty when all is well.</param>
    /// <returns>The options, without those that have a fault.</returns>
    public static TableOptions FromQuery(IReadOnlyDictionary<string, string> values, out IReadOnlyList<Fault> faults) =>
        TableQuery.Read(values, out faults);
}
