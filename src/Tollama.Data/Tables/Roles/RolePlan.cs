using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>What the columns are, as far as names and contents tell; the rows then decide which ids are needed.</summary>
internal sealed record RolePlan
{
    /// <summary>The columns of the table.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>The columns with the time stamps; <see langword="null"/> when the rows are numbered.</summary>
    public TimePlan? Time { get; init; }

    /// <summary>Whether missing values at both ends of a series belong to other series of the same header.</summary>
    public bool TrimsEnds { get; init; }

    /// <summary>What is known of the time column beside its cells.</summary>
    public TimeHint TimeHint { get; init; } = TimeHint.None;

    /// <summary>The columns to forecast; when <see cref="TargetsAreCertain"/> does not hold, all that may be.</summary>
    public required IReadOnlyList<ColumnProfile> Targets { get; init; }

    /// <summary>The columns that the request names as targets.</summary>
    public required IReadOnlyList<ColumnProfile> NamedTargets { get; init; }

    /// <summary>Whether the targets were named, by the request or by their own name.</summary>
    public required bool TargetsAreCertain { get; init; }

    /// <summary>The columns that may name a series, the likeliest first; all of them do when <see cref="IdsAreCertain"/> holds.</summary>
    public required IReadOnlyList<ColumnProfile> Ids { get; init; }

    /// <summary>The columns of whole numbers that may name a series when nothing else does.</summary>
    public required IReadOnlyList<ColumnProfile> Numbered { get; init; }

    /// <summary>The columns that are called a part of a time and are not used: neither ids nor targets.</summary>
    public IReadOnlyList<ColumnProfile> TimeParts { get; init; } = [];

    /// <summary>Whether the request named the ids.</summary>
    public required bool IdsAreCertain { get; init; }

    public required IReadOnlyList<ColumnProfile> Covariates { get; init; }

    public required IReadOnlyList<ColumnProfile> FutureCovariates { get; init; }

    /// <summary>Why a column has its role.</summary>
    public required IReadOnlyDictionary<string, string> Reasons { get; init; }

    /// <summary>All columns whose numbers are read.</summary>
    public IEnumerable<ColumnProfile> Numbers => Targets.Concat(Covariates.Concat(FutureCovariates).Where(column => !column.IsText));

    /// <summary>All covariates whose cells are texts.</summary>
    public IEnumerable<ColumnProfile> Categories => Covariates.Concat(FutureCovariates).Where(column => column.IsText);
}
