using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Which columns are forecast, and which name the series.</summary>
/// <param name="Targets">The columns to forecast.</param>
/// <param name="IdNames">The columns that name a row's series.</param>
/// <param name="Ids">These columns joined; <see langword="null"/> when there are none.</param>
internal sealed record Layout(IReadOnlyList<string> Targets, IReadOnlyList<string> IdNames, CodedColumn? Ids)
{
    /// <summary>Whether each target column is a series of its own.</summary>
    public bool IsWide => Ids is null && Targets.Count > 1;

    /// <summary>A table with ids is long: one target. One without, and without a column named like a target, is wide: all numbers are targets.</summary>
    public static Layout Of(RolePlan plan, LoadedTable table)
    {
        (IReadOnlyList<string> names, CodedColumn? ids) = IdChooser.Choose(plan, table);
        IEnumerable<ColumnProfile> targets = plan.TargetsAreCertain || ids is null ? plan.Targets : plan.Targets.Take(1);
        return new Layout([.. targets.Select(target => target.Name)], names, ids);
    }
}
