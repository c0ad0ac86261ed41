using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Makes series of the loaded columns.</summary>
internal sealed class TableAssembly(RolePlan plan, LoadedTable table, SortedRows sorted, TableReading reading, WarningList warnings)
{
    /// <summary>A few rows may be left out with a warning; more are a table that was misunderstood.</summary>
    private const int FewSlips = 2;

    private const double TolerableShare = 0.1;

    private readonly Layout _layout = sorted.Layout;

    private TableLimits Limits => reading.Limits;

    /// <exception cref="TollamaException">A limit; in strict mode what cannot be read.</exception>
    public TableContent Assemble(CancellationToken cancellationToken)
    {
        RowTimes times = sorted.Times;
        RowGroups groups = sorted.Groups;
        warnings.AddRange(sorted.Warnings.Items);
        Report(times);
        if (groups.RowCount == 0)
        {
            throw TableError.Invalid(
                "The table has no row with a time stamp that can be read.", "Write time stamps as 2024-01-31, or name their column with time=.", times.Faults);
        }

        CheckSize(groups);
        CheckKinds(groups);
        int[] firstRows = FirstRows(groups);
        IReadOnlyList<string>[] keysOf = [.. Enumerable.Range(0, groups.Count).Select(group => groups[group].IsEmpty ? [] : _layout.KeyOf(groups[group][0]))];
        IReadOnlyDictionary<string, string>?[] columnsOf = [.. keysOf.Select((_, group) => _layout.ColumnsOf(firstRows[group]))];
        table.ReleaseIds();
        _layout.Ids?.Release();
        SeriesBuilder builder = new(plan, table, times, reading.LooksAhead);
        bool trims = plan.TrimsEnds || (_layout.IsWide && reading.LooksAhead);
        List<TimeSeries> series = [];
        List<IReadOnlyList<int>> rows = [];
        List<IReadOnlyList<string>> keys = [];
        List<SeriesError> errors = [];
        for (int group = 0; group < groups.Count; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (groups[group].IsEmpty)
            {
                AddUnreadable(errors, group, columnsOf[group]);
                continue;
            }

            foreach (string target in _layout.Targets)
            {
                string id = Name(group, target);
                CheckName(id);
                TimeSeries built = builder.Build(id, target, groups[group], trim: trims, out IReadOnlyList<int> lines);
                series.Add(built with { Keys = columnsOf[group] });
                rows.Add(lines);
                keys.Add(keysOf[group]);
            }
        }

        RefuseEqualIds(series);
        TableRoles roles = DescribeRoles(times, series);
        return new TableContent
        {
            Series = series,
            Rows = rows,
            Keys = keys,
            Errors = errors,
            Columns = Describe(roles),
            Roles = roles,
            Form = reading.KeepsForm ? FormOfTable.Of(table, times, plan, _layout, series) : null,
            Warnings = warnings.Items,
        };
    }

    /// <summary>The first row of each series, of one all of whose rows are left out its first one all the same.</summary>
    private int[] FirstRows(RowGroups groups)
    {
        int[] first = [.. Enumerable.Range(0, groups.Count).Select(group => groups[group].IsEmpty ? -1 : groups[group][0])];
        for (int row = first.Contains(-1) ? table.Count - 1 : -1; row >= 0; row--)
        {
            int group = _layout.Ids?.Codes[row] ?? 0;
            first[group] = groups[group].IsEmpty ? row : first[group];
        }

        return first;
    }

    /// <summary>A series all of whose rows were left out is told of, not passed over; an empty id names none.</summary>
    private void AddUnreadable(List<SeriesError> errors, int group, IReadOnlyDictionary<string, string>? columns)
    {
        if (_layout.Ids is { } ids && ids.Texts[group].Length > 0 && !TotalWords.Is(ids.Texts[group]))
        {
            errors.AddRange(_layout.Targets.Select(target => new SeriesError
            {
                Id = Name(group, target),
                Keys = columns,
                Code = ErrorCode.InvalidTable.ToWireName(),
                Message = "none of its rows has a time stamp that can be read",
            }));
        }
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

    /// <summary>A number that a model reads as a text, or a text that counts as missing, would be another covariate than its sender means.</summary>
    private void CheckKinds(RowGroups groups)
    {
        foreach (string name in plan.Covariates.Concat(plan.FutureCovariates).Select(column => column.Name))
        {
            int row = table.Numbers.TryGetValue(name, out NumberBuffer? numbers) ? numbers.FirstBad : table.Categories[name].FirstNumber;
            if (row < 0)
            {
                continue;
            }

            string other = numbers is null
                ? $"'{Excerpt.Of(table.Categories[name].Texts[table.Categories[name].Codes[row]])}' is a number"
                : $"'{numbers.Faults[0].Input}' is not a number";
            int group = Enumerable.Range(0, groups.Count).FirstOrDefault(place => groups[place].Contains(row), -1);
            string series = group < 0 ? "" : $"series '{Excerpt.Of(Name(group, _layout.Targets[0]))}': ";
            Fault fault = TableError.At("type", table.Lines[row], Excerpt.Of(name), $"{series}the covariate mixes numbers and texts: {other}", input: null, table.Source.RowName);
            throw TableError.Invalid(
                $"{series}the covariate '{Excerpt.Of(name)}' mixes numbers and texts ({table.Source.RowName} {table.Lines[row].ToString(CultureInfo.InvariantCulture)}: {other}).",
                "Write numbers only, with an empty cell where one is not known; or texts only: a code that is a number needs a letter, as in c1.",
                [fault]);
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
        if (reading.LooksAhead && !_layout.IsWide && plan.FutureCovariates.Count == 0 && series.Find(one => one.Length > 0 && one.Target.IsMissing(one.Length - 1)) is { } open)
        {
            if (ignored.Length == 0)
            {
                warnings.Add($"series '{Excerpt.Of(open.Id)}' ends with rows without a value, which are taken as missing: the forecast begins after them. Leave them out if they are what is to be forecast");
                return;
            }

            string columns = RequestFields.FutureCovariates.With(Excerpt.Of(ignored[0])) + (ignored.Length == 1 ? "" : $" (or another of {Excerpt.List(ignored)})");
            warnings.Add($"series '{Excerpt.Of(open.Id)}' ends with rows without a value, which are taken as missing; if they are the future, say whose: {columns}");
        }
    }

    /// <summary>Of several columns that nobody named, the first is as good a guess as others: whoever reads the answer must know.</summary>
    private void HintAtTarget(string[] ignored)
    {
        string[] others = [.. plan.Targets.Select(target => target.Name).Intersect(ignored).Except(_layout.PassedOver)];
        if (!plan.TargetsAreCertain && others.Length > 0)
        {
            warnings.Add($"'{Excerpt.Of(_layout.Targets[0])}' is forecast, the first of the columns with numbers; if another is meant, say {RequestFields.Target.With(Excerpt.Of(others[0]))}");
        }
    }

    private string Name(int group, string target) => (_layout.Ids, _layout.Targets.Count) switch
    {
        (null, _) => target,
        ({ } ids, 1) => ids.Texts[group],
        ({ } ids, _) => $"{ids.Texts[group]}/{target}",
    };

    private void Report(RowTimes times)
    {
        NumberBuffer[] numbers =
            [.. _layout.Targets.Concat(plan.Covariates.Concat(plan.FutureCovariates).Select(column => column.Name).Where(table.Numbers.ContainsKey)).Select(name => table.Numbers[name])];
        if (Array.Find(numbers, column => column.Problem is not null) is { } doubtful)
        {
            throw TableError.Invalid($"column '{Excerpt.Of(doubtful.Name)}': {doubtful.Problem}.", "Another column can be named with target=.");
        }

        Fault[] noIds =
        [
            .. Enumerable.Range(0, sorted.MayHaveNoId ? table.Count : 0).Where(sorted.HasNoId).Take(TableError.MaxFaults)
                .Select(row => TableError.At("missing", table.Lines[row], Excerpt.Of(string.Join('/', _layout.IdNames)), "the id is empty", input: null, table.Source.RowName)),
        ];
        int nameless = noIds.Length < TableError.MaxFaults ? noIds.Length : Enumerable.Range(0, table.Count).Count(sorted.HasNoId);
        if (nameless > FewSlips && nameless > TolerableShare * table.Count)
        {
            throw TableError.Invalid(
                $"{nameless} of {table.Count} rows have no id; the first: {noIds[0].Msg}.", "Write the id in every row, also where it is the one of the row above, or name other columns with id=.", noIds);
        }

        Fault[] faults = [.. times.Faults.Concat(noIds).Concat(numbers.SelectMany(column => column.Faults)).Take(TableError.MaxFaults)];
        if (reading.Strict && faults.Length > 0)
        {
            int count = times.BadCount + nameless + numbers.Sum(column => column.BadCount);
            throw TableError.Invalid(
                $"The table has {CountText.Of(count, "cell", "cells")} that cannot be read; the first: {faults[0].Msg}.", "Correct them, or send on_bad_data=repair to take them as missing.", faults);
        }

        AddWarning(CountText.Of(times.BadCount, "row was left out because its", "rows were left out because their") + " time stamp cannot be read", times.Faults);
        AddWarning(CountText.Of(nameless, "row was left out because its", "rows were left out because their") + " id is empty", noIds);
        foreach (NumberBuffer column in numbers)
        {
            AddWarning(
                CountText.Of(column.BadCount, "cell", "cells") + $" of column '{column.Name}' {(column.BadCount == 1 ? "is no number and was" : "are not numbers and were")} taken as missing",
                column.Faults);
        }
    }

    private void AddWarning(string what, IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
        {
            warnings.Add($"{what} (first: {faults[0].Msg})");
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

    private InspectedColumn[] Describe(TableRoles roles)
    {
        Dictionary<string, string> roleOf = [];
        foreach ((string role, IReadOnlyList<string> names) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)
            [("time", roles.TimeColumns), ("target", roles.TargetColumns), ("id", roles.IdColumns), ("covariate", roles.Covariates), ("future_covariate", roles.FutureCovariates)])
        {
            foreach (string name in names)
            {
                roleOf.TryAdd(name, role);
            }
        }

        return
        [
            .. plan.Columns.Select(column => new InspectedColumn
            {
                Name = column.Name,
                Role = roleOf.GetValueOrDefault(column.Name, "unused"),
                Reason = roles.Reasons.GetValueOrDefault(column.Name),
                Type = column.Observed == 0 ? "empty" : column.IsText ? "text" : "number",
                Missing = table.Count - column.Observed,
                Example = column.Sample.Count == 0 ? null : TableError.Shorten(column.Sample[0]),
            }),
        ];
    }

    private TableRoles DescribeRoles(RowTimes times, List<TimeSeries> series)
    {
        string[] covariates = [.. plan.Covariates.Select(column => column.Name)];
        string[] futureCovariates = [.. plan.FutureCovariates.Select(column => column.Name)];
        string[] ignored = [.. sorted.Unused().Select(column => column.Name)];
        string[] unused = [.. ignored.Except(_layout.PassedOver)];
        if (unused.Length > 0)
        {
            warnings.Add(unused.Length == 1
                ? $"the column '{unused[0]}' was not used"
                : $"{unused.Length} columns were not used: {string.Join(", ", unused.Take(10).Select(name => Excerpt.Of(name)))}{(unused.Length > 10 ? ", …" : "")}");
        }

        HintAtFuture(ignored, series);
        HintAtTarget(ignored);

        HashSet<string> ids = [.. _layout.IdNames];
        Dictionary<string, string> reasons = new(plan.Reasons);
        foreach (string name in plan.Columns.Select(column => column.Name).Except(ignored))
        {
            reasons.TryAdd(name, ColumnAliases.Rank(ColumnAliases.Id, name) < int.MaxValue && ids.Contains(name) ? RoleReasons.Name : RoleReasons.Content);
        }

        return new TableRoles
        {
            TimeColumns = [.. (plan.Time?.Columns ?? []).Select(column => column.Name)],
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
