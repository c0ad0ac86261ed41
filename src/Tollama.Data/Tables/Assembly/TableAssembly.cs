using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Makes series of the loaded columns.</summary>
internal sealed class TableAssembly(RolePlan plan, LoadedTable table, TableReading reading, WarningList warnings)
{
    private readonly Layout _layout = Layout.Of(plan, table);

    private TableLimits Limits => reading.Limits;

    /// <exception cref="TollamaException">A limit; in strict mode what cannot be read.</exception>
    public TableContent Assemble(CancellationToken cancellationToken)
    {
        RowTimes times = new(table, plan, warnings, cancellationToken);
        Report(times);
        RowGroups groups = new(_layout.Ids, table.Count, row => times.IsBad(row) || HasNoId(row));
        if (groups.RowCount == 0)
        {
            throw TableError.Invalid(
                "The table has no row with a time stamp that can be read.", "Write time stamps as 2024-01-31, or name their column with time=.", times.Faults);
        }

        CheckSize(groups);
        SeriesBuilder builder = new(plan, table, times);
        List<TimeSeries> series = [];
        List<IReadOnlyList<int>> rows = [];
        for (int group = 0; group < groups.Count; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (groups[group].IsEmpty)
            {
                continue;
            }

            foreach (string target in _layout.Targets)
            {
                string id = Name(group, target);
                CheckName(id);
                series.Add(builder.Build(id, target, groups[group], trim: _layout.IsWide, out IReadOnlyList<int> lines));
                rows.Add(lines);
            }
        }

        RefuseEqualIds(series);
        return new TableContent { Series = series, Rows = rows, Roles = DescribeRoles(times, series), Warnings = warnings.Items };
    }

    /// <summary>Each series has its own values of all covariates: how many that makes is known before one is copied.</summary>
    private void CheckSize(RowGroups groups)
    {
        long series = Enumerable.Range(0, groups.Count).LongCount(group => !groups[group].IsEmpty) * _layout.Targets.Count;
        if (series > Limits.MaxSeries)
        {
            throw TableError.TooMany("series", Limits.MaxSeries);
        }

        int covariates = plan.Covariates.Count + plan.FutureCovariates.Count;
        if (covariates > Limits.MaxCovariates)
        {
            throw TableError.TooMany("covariates for each series", Limits.MaxCovariates);
        }

        Int128 values = Int128.Max((Int128)groups.RowCount * _layout.Targets.Count, series * (Int128)RequestLimits.LeastValuesOfCovariate) * covariates;
        if (values > Limits.MaxCovariateValues)
        {
            throw TableError.TooMany("values of covariates, each series with its own,", Limits.MaxCovariateValues);
        }
    }

    private void CheckName(string id)
    {
        if (id.Length > Limits.MaxNameLength)
        {
            throw TableError.Invalid(
                $"The series '{Excerpt.Of(id)}' has a name of {id.Length} characters; the limit is {Limits.MaxNameLength}.", "Name shorter or fewer id columns with id=.");
        }
    }

    /// <summary>Rows without a value at the end are gaps, unless somebody says that they are the future of a column.</summary>
    private void HintAtFuture(string[] ignored, List<TimeSeries> series)
    {
        if (!_layout.IsWide && plan.FutureCovariates.Count == 0 && series.Find(one => one.Length > 0 && one.Target.IsMissing(one.Length - 1)) is { } open)
        {
            string columns = ignored.Length == 1 ? ignored[0] : $"COLUMN (one of {Excerpt.List(ignored)})";
            warnings.Add($"'{Excerpt.Of(open.Id)}' ends with rows without a value, which are taken as missing; if they are the future, say whose: future_covariates={columns}");
        }
    }

    private string Name(int group, string target) => (_layout.Ids, _layout.Targets.Count) switch
    {
        (null, _) => target,
        ({ } ids, 1) => ids.Texts[group],
        ({ } ids, _) => $"{ids.Texts[group]}/{target}",
    };

    private bool HasNoId(int row) => _layout.Ids is { } ids && ids.Texts[ids.Codes[row]].Length == 0;

    private void Report(RowTimes times)
    {
        NumberBuffer[] numbers =
            [.. _layout.Targets.Concat(plan.Covariates.Concat(plan.FutureCovariates).Select(column => column.Name).Where(table.Numbers.ContainsKey)).Select(name => table.Numbers[name])];
        Fault[] noIds =
        [
            .. Enumerable.Range(0, table.Count).Where(HasNoId).Take(TableError.MaxFaults)
                .Select(row => TableError.At("missing", table.Lines[row], Excerpt.Of(string.Join('/', _layout.IdNames)), "the id is empty", input: null)),
        ];
        Fault[] faults = [.. times.Faults.Concat(noIds).Concat(numbers.SelectMany(column => column.Faults)).Take(TableError.MaxFaults)];
        if (reading.Strict && faults.Length > 0)
        {
            int count = times.BadCount + noIds.Length + numbers.Sum(column => column.BadCount);
            throw TableError.Invalid(
                $"The table has {count} cells that cannot be read; the first: {faults[0].Msg}.", "Correct them, or leave out strict to take them as missing.", faults);
        }

        AddWarning(times.BadCount, "rows were left out because their time stamp cannot be read", times.Faults);
        AddWarning(noIds.Length, "rows (or more) were left out because their id is empty", noIds);
        foreach (NumberBuffer column in numbers)
        {
            AddWarning(column.BadCount, $"cells of column '{column.Name}' are not numbers and were taken as missing", column.Faults);
        }
    }

    private void AddWarning(int count, string what, IReadOnlyList<Fault> faults)
    {
        if (count > 0)
        {
            warnings.Add($"{count} {what} (first: {faults[0].Msg})");
        }
    }

    private static void RefuseEqualIds(List<TimeSeries> series)
    {
        HashSet<string> seen = new(series.Count);
        if (series.FirstOrDefault(one => !seen.Add(one.Id)) is { } twice)
        {
            throw TableError.Invalid($"Two series would be called '{Excerpt.Of(twice.Id)}'.", "Name one id column with id=.");
        }
    }

    private TableRoles DescribeRoles(RowTimes times, List<TimeSeries> series)
    {
        string[] covariates = [.. plan.Covariates.Select(column => column.Name)];
        string[] futureCovariates = [.. plan.FutureCovariates.Select(column => column.Name)];
        HashSet<string> used = [.. _layout.Targets, .. _layout.IdNames, .. covariates, .. futureCovariates];
        string[] ignored = [.. plan.Columns.Where(column => column != plan.Time && !used.Contains(column.Name)).Select(column => column.Name)];
        if (ignored.Length > 0)
        {
            warnings.Add(ignored.Length == 1
                ? $"the column '{ignored[0]}' was not used"
                : $"{ignored.Length} columns were not used: {string.Join(", ", ignored.Take(10).Select(name => Excerpt.Of(name)))}{(ignored.Length > 10 ? ", …" : "")}");
            HintAtFuture(ignored, series);
        }

        HashSet<string> ids = [.. _layout.IdNames];
        Dictionary<string, string> reasons = new(plan.Reasons);
        foreach (string name in used)
        {
            reasons.TryAdd(name, ColumnAliases.Rank(ColumnAliases.Id, name) < int.MaxValue && ids.Contains(name) ? "by its name" : "by its content");
        }

        return new TableRoles
        {
            TimeColumn = plan.Time?.Name,
            TimeRange = times.Range(),
            TargetColumns = _layout.Targets,
            IdColumns = _layout.IdNames,
            Covariates = covariates,
            FutureCovariates = futureCovariates,
            Ignored = ignored,
            IsWide = _layout.IsWide,
            Reasons = reasons,
            Frequency = reading.Frequency,
        };
    }
}
