using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Which columns are forecast, and which name the series.</summary>
/// <param name="Targets">The columns to forecast.</param>
/// <param name="Id">The columns that name a row's series.</param>
internal sealed record Layout(IReadOnlyList<string> Targets, IdChoice Id)
{
    /// <summary>The names of the columns that name a row's series.</summary>
    public IReadOnlyList<string> IdNames { get; } = [.. Id.Columns.Select(column => column.Name)];

    /// <summary>These columns joined; <see langword="null"/> when there are none.</summary>
    public CodedColumn? Ids => Id.Joined;

    /// <summary>The cells of a row that name its series, a column each.</summary>
    public IReadOnlyList<string> KeyOf(int row) => Id.Parts.Count == 0 ? [] : [.. Id.Parts.Select(part => part.Texts[part.Codes[row]])];

    /// <summary>Whether each target column is a series of its own.</summary>
    public bool IsWide => Ids is null && Targets.Count > 1;

    /// <summary>A table with ids is long: one target. One without, and without a column named like a target, is wide: all numbers are targets.</summary>
    /// <param name="plan">What the columns may be.</param>
    /// <param name="table">The rows.</param>
    /// <param name="mergesRepeats">Whether the request says what becomes of repeated stamps.</param>
    /// <param name="doubled">How many rows may repeat a stamp because the clocks were set back.</param>
    public static Layout Of(RolePlan plan, LoadedTable table, bool mergesRepeats, int doubled)
    {
        IdChoice id = IdChooser.Choose(plan, table, mergesRepeats, doubled);
        IEnumerable<ColumnProfile> targets = plan.TargetsAreCertain || id.Joined is null ? plan.Targets : plan.Targets.Except(id.Columns).Take(1);
        return new Layout([.. targets.Select(target => target.Name)], id);
    }
}
