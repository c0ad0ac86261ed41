using Tollama.Data.Repair;

namespace Tollama.Data.Tables;

/// <summary>What a table holds.</summary>
public sealed record TableContent
{
    /// <summary>The series, in order of first appearance, each with a different id. Their rows are as in the table: neither sorted nor repaired.</summary>
    public required IReadOnlyList<RawSeries> Series { get; init; }

    /// <summary>The coming values of the future covariates, by series id; a series without such rows is absent.</summary>
    public required IReadOnlyDictionary<string, FutureRows> Future { get; init; }

    /// <summary>Which column was taken for what.</summary>
    public required TableRoles Roles { get; init; }

    /// <summary>What was assumed, left out or taken as missing, with counts; empty when nothing was.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
