using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Which columns are forecast, and which name the series.</summary>
/// <param name="Targets">The columns to forecast.</param>
/// <param name="Id">The columns that name a row's series.</param>
/// <param name="Notes">What whoever reads the answer should know of both.</param>
internal sealed record Layout(IReadOnlyList<string> Targets, IdChoice Id, IReadOnlyList<string> Notes)
{
    /// <summary>The columns of numbers that were passed over, each with a note.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>The names of the columns that name a row's series.</summary>
    public IReadOnlyList<string> IdNames { get; } = [.. Id.Columns.Select(column => column.Name)];

    /// <summary>These columns joined; <see langword="null"/> when there are none.</summary>
    public CodedColumn? Ids => Id.Joined;

    /// <summary>The cells of a row that name its series, a column each.</summary>
    public IReadOnlyList<string> KeyOf(int row) => Id.Parts.Count == 0 ? [] : [.. Id.Parts.Select(part => part.Texts[part.Codes[row]])];

    /// <summary>These cells by their column, when they are all that names a series.</summary>
    public IReadOnlyDictionary<string, string>? ColumnsOf(int row) =>
        Id.Parts.Count == 0 || Targets.Count > 1 ? null : IdNames.Zip(KeyOf(row)).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>Whether each target column is a series of its own.</summary>
    public bool IsWide => Ids is null && Targets.Count > 1;

    /// <exception cref="Core.Errors.TollamaException">Nothing tells which columns name the series, or none can be forecast.</exception>
    public static Layout Of(RolePlan plan, LoadedTable table, RowTimes times, bool mergesRepeats)
    {
        IdChoice id = IdChooser.Choose(plan, table, times, mergesRepeats);
        TargetChoice targets = TargetChoice.Of(plan, table, id);
        return new Layout([.. targets.Columns.Select(target => target.Name)], id, id.Note is { } note ? [note, .. targets.Notes] : targets.Notes)
        {
            PassedOver = [.. targets.PassedOver.Select(column => column.Name)],
        };
    }
}
