using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Decides which column is what, from the request, the names and the contents, in this order.</summary>
internal static class RolePlanner
{
    private const int MaxIdCandidates = 8;

    /// <param name="table">The table, for what the rows must tell.</param>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="options">What the request names.</param>
    /// <param name="isTurned">Whether times and targets are named because the header held times.</param>
    /// <param name="cancellationToken">Ends the reading of rows.</param>
    /// <exception cref="Core.Errors.TollamaException">The request names a column that is not there, or no column has numbers.</exception>
    public static RolePlan Plan(ITable table, IReadOnlyList<ColumnProfile> columns, TableOptions options, bool isTurned, CancellationToken cancellationToken)
    {
        string named = isTurned ? RoleReasons.Header : RoleReasons.Request;
        ColumnResolver resolver = new(columns);
        IReadOnlyList<ColumnProfile> times = resolver.Find(RequestFields.Time.Name, options.TimeColumns);
        IReadOnlyList<ColumnProfile> namedTargets = resolver.FindNumeric(RequestFields.Target.Name, options.TargetColumns);
        IReadOnlyList<ColumnProfile> ids = resolver.Find(RequestFields.Id.Name, options.IdColumns);
        IReadOnlyList<ColumnProfile> covariates = resolver.Find(RequestFields.Covariates.Name, options.Covariates);
        IReadOnlyList<ColumnProfile> futureCovariates = resolver.Find(RequestFields.FutureCovariates.Name, options.FutureCovariates);
        resolver.ThrowIfFaulty();

        Dictionary<string, string> reasons = [];
        List<ColumnProfile> free = [.. columns.Where(column => column.Observed > 0 && !IsRowNumber(column))];
        Take(free, reasons, RoleReasons.Request, [.. ids, .. covariates, .. futureCovariates]);
        free = [.. free.Except(IntervalEnds.Find(free).Except(times).Except(namedTargets))];
        TimePlan? time = times.Count > 0 ? TimePartFinder.Of(times) : FindTime([.. free.Except(namedTargets)], options, new PanelTimeFinder(table, ids, cancellationToken));
        if (time is not null)
        {
            Take(free, reasons, times.Count > 0 ? named : time.Reason, time.Columns);
        }

        ColumnProfile[] timeParts = time is null ? [] : [.. free.Except(namedTargets).Where(TimePartNames.IsPart)];
        timeParts = namedTargets.Count > 0 || free.Except(timeParts).Any(column => column.Numbers > 0) ? timeParts : AgreeingParts(time, timeParts);
        free.RemoveAll(timeParts.Contains);
        if (time is not null && free.Exists(column => column.IsNumeric && !TimeNames.MayCount(column.Name)))
        {
            free.RemoveAll(column => TimeNames.MayCount(column.Name) && CountsRows(column) && !namedTargets.Contains(column));
        }

        // A column that is called like a target names no series, whichever column is forecast.
        ColumnProfile? called = FindTarget(free);
        IReadOnlyList<ColumnProfile> targets = namedTargets.Count > 0 ? namedTargets : called is not null ? [called] : [.. free.Where(column => column.IsNumeric)];
        bool targetsAreCertain = namedTargets.Count > 0 || called is not null;
        Take(free, reasons, namedTargets.Count > 0 ? named : RoleReasons.Name, targetsAreCertain ? targets : []);
        free.RemoveAll(column => column == called);
        bool idsAreCertain = ids.Count > 0;
        ids = idsAreCertain ? ids : FindIds(free);
        targets = targetsAreCertain ? targets : [.. targets.Except(ids)];
        return targets.Count == 0
            ? throw NoNumbers(columns)
            : new RolePlan
            {
                Columns = columns,
                Time = time,
                TimeHint = time is null ? TimeHint.None : TimeNames.HintOf(time.Name, named: times.Count > 0 || time.Reason == RoleReasons.Content, options.DayFirst),
                Targets = targets,
                TargetsAreCertain = targetsAreCertain,
                NamedTargets = namedTargets,
                Ids = ids,
                Numbered = [.. free.Where(column => column.IsIntegral)],
                TimeParts = timeParts,
                IdsAreCertain = idsAreCertain,
                Covariates = covariates,
                FutureCovariates = futureCovariates,
                Reasons = reasons,
                TrimsEnds = isTurned,
            };
    }

    private static TollamaException NoNumbers(IReadOnlyList<ColumnProfile> columns)
    {
        ColumnProfile? almost = columns.FirstOrDefault(column => NumberProblems.Of(column) is not null);
        string why = almost is null ? "" : $" In column '{Excerpt.Of(almost.Name)}', {NumberProblems.Of(almost)}.";
        return TableError.Invalid($"The table has no column with numbers to forecast.{why}", $"The columns are: {ColumnResolver.Describe(columns)}. Name one with target=.");
    }

    private static TimePlan? FindTime(IReadOnlyList<ColumnProfile> free, TableOptions options, PanelTimeFinder panel) =>
        TimePartFinder.Find(free) ?? UncalledParts.Find(free) ?? FindTimeColumn(MayBeTimes(free), options, panel);

    /// <summary>Where the format has a type for times, and a column of it, numbers are none, whatever they are called.</summary>
    private static IReadOnlyList<ColumnProfile> MayBeTimes(IReadOnlyList<ColumnProfile> free) =>
        free.Any(column => column is { IsTime: true, Observed: > 0 }) ? [.. free.Where(column => column.IsTime || !column.IsTyped)] : free;

    private static TimePlan? FindTimeColumn(IReadOnlyList<ColumnProfile> free, TableOptions options, PanelTimeFinder panel) =>
        (TimeColumnFinder.Find(free, options, () => panel.Find(free)) is not { } found ? null
            : panel.Months is { } months ? new TimePlan([found.Column, months], [TimePart.Year, TimePart.Month], RoleReasons.Content)
            : TimePlan.Of(found.Column, found.Reason));

    /// <summary>Where all numbers are called parts of a time, those that say again what the stamps say.</summary>
    private static ColumnProfile[] AgreeingParts(TimePlan? time, ColumnProfile[] parts)
    {
        ColumnProfile[] agreeing = time is { Columns: [var stamps] } ? [.. parts.Where(part => WholeStamps.Agree(stamps, part))] : [];
        return agreeing.Length < parts.Length ? agreeing : [];
    }

    private static void Take(List<ColumnProfile> free, Dictionary<string, string> reasons, string reason, IReadOnlyList<ColumnProfile> taken)
    {
        foreach (ColumnProfile column in taken)
        {
            reasons[column.Name] = reason;
        }

        HashSet<ColumnProfile> gone = [.. taken];
        free.RemoveAll(gone.Contains);
    }

    private static ColumnProfile? FindTarget(IReadOnlyList<ColumnProfile> free) => free
        .Where(column => column.Numbers > 0 && column.Numbers * 2 >= column.Observed)
        .Where(column => ColumnAliases.Rank(ColumnAliases.Target, column.Name) < int.MaxValue)
        .MinBy(column => ColumnAliases.Rank(ColumnAliases.Target, column.Name));

    private static IReadOnlyList<ColumnProfile> FindIds(IReadOnlyList<ColumnProfile> free) =>
    [
        .. free
            .Where(column => column.IsText || (column.IsIntegral && ColumnAliases.Rank(ColumnAliases.Id, column.Name) < int.MaxValue))
            .OrderBy(column => ColumnAliases.Rank(ColumnAliases.Id, column.Name))
            .ThenByDescending(column => IdNames.IsLikely(column.Name))
            .Take(MaxIdCandidates),
    ];

    /// <summary>Data frames are often saved with their row numbers, in a first column without a name.</summary>
    private static bool IsRowNumber(ColumnProfile column) =>
        column.Index == 0
        && (column.IsUnnamed || column.Name == "Unnamed: 0")
        && CountsRows(column);

    private static bool CountsRows(ColumnProfile column) =>
        column.IsWhole
        && column.Sample[0] is "0" or "1"
        && column.Sample.Index().All(row => row.Item == (row.Index + (column.Sample[0][0] - '0')).ToString(CultureInfo.InvariantCulture));
}
