using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>The column with the time stamps, or the columns whose cells make a stamp together.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Parts">What each of them tells; <see cref="TimePart.Stamp"/> when it is one alone.</param>
/// <param name="Reason">Why they were taken.</param>
internal sealed record TimePlan(IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<TimePart> Parts, string Reason)
{
    /// <summary>The columns' names, for people.</summary>
    public string Name => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>One column with whole stamps.</summary>
    public static TimePlan Of(ColumnProfile column, string reason) => new([column], [TimePart.Stamp], reason);
}
