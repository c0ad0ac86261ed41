using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Columns that name the series.</summary>
/// <param name="Columns">The columns, in the order in which their texts are joined; empty when all rows are of one series.</param>
/// <param name="Parts">Their texts, a column each.</param>
/// <param name="Joined">Their texts joined; <see langword="null"/> when there are none.</param>
internal sealed record IdChoice(IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<CodedColumn> Parts, CodedColumn? Joined)
{
    /// <summary>All rows are of one series.</summary>
    public static IdChoice None { get; } = new([], [], null);

    /// <summary>What whoever reads the answer should know of the choice; <see langword="null"/> for nothing.</summary>
    public string? Note { get; init; }

    public static IdChoice Of(IReadOnlyList<ColumnProfile> columns, LoadedTable table)
    {
        CodedColumn[] parts = [.. columns.Select(table.Codes)];
        return columns.Count == 0 ? None : new IdChoice(columns, parts, CodedColumn.Join(parts));
    }
}
