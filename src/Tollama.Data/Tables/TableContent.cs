using Tollama.Core.Api;
using Tollama.Core.Series;
using Tollama.Data.Writing;

namespace Tollama.Data.Tables;

/// <summary>What a table holds.</summary>
public sealed record TableContent
{
    /// <summary>
    /// The series, in order of first appearance, each with a different id. Their rows are as in the table: neither sorted nor repaired. Rows after the last
    /// observed value that tell of the future are not among them: <see cref="TimeSeries.FutureTimes"/> are their stamps, and the futures of covariates their values.
    /// </summary>
    public required IReadOnlyList<TimeSeries> Series { get; init; }

    /// <summary>For each series the line on which each of its rows begins, from 1.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Rows { get; init; }

    /// <summary>The cells of the id columns of each series, in the order of <see cref="TableRoles.IdColumns"/>; empty when there are no id columns.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Keys { get; init; }

    /// <summary>Series none of whose rows could be read.</summary>
    public required IReadOnlyList<SeriesError> Errors { get; init; }

    /// <summary>All columns, with what they were taken for.</summary>
    public required IReadOnlyList<InspectedColumn> Columns { get; init; }

    /// <summary>Which column was taken for what.</summary>
    public required TableRoles Roles { get; init; }

    /// <summary>How the table is written; <see langword="null"/> unless <see cref="TableReading.KeepsForm"/> asked for it.</summary>
    public InputForm? Form { get; init; }

    /// <summary>What was assumed, left out or taken as missing, with counts; empty when nothing was.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
