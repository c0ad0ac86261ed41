using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Joins the tables of several files: the name of a series' file is the first part of its id, so that series of two files never mix.</summary>
/// <param name="limits">How large they may be together.</param>
internal sealed class FileJoin(TableLimits limits)
{
    // What the column with the names is called, unless the tables have an id column of that name.
    private static readonly string[] Names = ["file", "file_name", "source_file"];

    private readonly List<(string Name, TableContent Table, FileSpan? Span)> _files = [];
    private long _series;
    private long _points;
    private long _covariateValues;

    /// <summary>Adds the table of a file.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: it is not like the first one; together they exceed a limit.</exception>
    public void Add(string name, TableContent table)
    {
        if (_files.Count > 0)
        {
            FileRoles.RequireAlike(_files[0].Name, _files[0].Table.Roles, name, table.Roles);
        }

        _series += table.Series.Count;
        _points += table.Series.Sum(series => (long)series.Length);
        _covariateValues += table.Series.Sum(series => (long)series.Length * series.Covariates.Count);
        if (_series > limits.MaxSeries)
        {
            throw TableError.TooManyInFiles("series", limits.MaxSeries);
        }

        if (_points > limits.MaxPoints)
        {
            throw TableError.TooManyInFiles("values", limits.MaxPoints);
        }

        if (_covariateValues > limits.MaxCovariateValues)
        {
            throw TableError.TooManyInFiles("values of covariates", limits.MaxCovariateValues);
        }

        _files.Add((name, table, FileSpan.Of(table)));
    }

    /// <summary>All of them as one table.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: two series would have one name.</exception>
    public TableContent Join()
    {
        TableRoles roles = _files[0].Table.Roles;
        string column = Array.Find(Names, name => !roles.IdColumns.Contains(name)) ?? Names[^1];
        TableContent joined = new()
        {
            Series = [.. _files.SelectMany(file => file.Table.Series.Select(series => series with { Id = IdOf(file.Name, series.Id, roles), Keys = KeysOf(column, file.Name, series.Keys) }))],
            Rows = [.. _files.SelectMany(file => file.Table.Rows)],
            Keys = [.. _files.SelectMany(file => file.Table.Keys.Select(IReadOnlyList<string> (keys) => [file.Name, .. keys]))],
            Errors = [.. _files.SelectMany(file => file.Table.Errors.Select(error => error with { Id = IdOf(file.Name, error.Id, roles), Keys = KeysOf(column, file.Name, error.Keys) }))],
            Columns = ColumnsWith(column),
            Roles = roles with
            {
                IdColumns = [column, .. roles.IdColumns],
                Reasons = new Dictionary<string, string>(roles.Reasons) { [column] = RoleReasons.FileName },
                Ignored = [.. _files.SelectMany(file => file.Table.Roles.Ignored).Distinct()],
                TimeRange = TimeRange(),
            },
            Warnings = Warnings(),
        };
        HashSet<string> seen = new(joined.Series.Count, StringComparer.Ordinal);
        return joined.Series.FirstOrDefault(series => !seen.Add(series.Id)) is { } twice
            ? throw TableError.Invalid($"Two series would be called '{Excerpt.Of(twice.Id)}'.", "Give the files other names.")
            : joined;
    }

    // A file with nothing but one series is that series: the name of its only column would say nothing.
    private static string IdOf(string file, string id, TableRoles roles) => roles is { IdColumns.Count: 0, TargetColumns.Count: 1, IsWide: false } ? file : $"{file}/{id}";

    private static Dictionary<string, string> KeysOf(string column, string file, IReadOnlyDictionary<string, string>? keys)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal) { [column] = file };
        foreach ((string name, string cell) in keys ?? new Dictionary<string, string>())
        {
            all[name] = cell;
        }

        return all;
    }

    private InspectedColumn[] ColumnsWith(string column)
    {
        Dictionary<string, InspectedColumn> columns = new(StringComparer.Ordinal);
        foreach (InspectedColumn one in _files.SelectMany(file => file.Table.Columns))
        {
            columns[one.Name] = columns.TryGetValue(one.Name, out InspectedColumn? known) ? known with { Missing = known.Missing + one.Missing } : one;
        }

        InspectedColumn names = new() { Name = column, Role = "id", Reason = RoleReasons.FileName, Type = "text", Missing = 0, Example = _files[0].Name };
        return [names, .. columns.Values];
    }

    private (string First, string Last)? TimeRange()
    {
        (TableContent Table, FileSpan Span)[] timed = [.. _files.Where(file => file.Span is not null).Select(file => (file.Table, file.Span!.Value))];
        (string First, string Last)? first = timed.Length == 0 ? null : timed.MinBy(file => file.Span.Start).Table.Roles.TimeRange;
        (string First, string Last)? last = timed.Length == 0 ? null : timed.MaxBy(file => file.Span.End).Table.Roles.TimeRange;
        return first is { } from && last is { } to ? (from.First, to.Last) : null;
    }

    /// <summary>The warnings of all files, each text once with the files that it is of.</summary>
    private IReadOnlyList<string> Warnings()
    {
        WarningList warnings = new();
        if (Continuation() is { } continuation)
        {
            warnings.Add(continuation);
        }

        foreach (IGrouping<string, string> same in _files.SelectMany(file => file.Table.Warnings.Select(text => (text, file.Name))).GroupBy(pair => pair.text, pair => pair.Name))
        {
            string[] names = [.. same.Distinct()];
            warnings.Add(names.Length == 1 ? $"file '{names[0]}': {same.Key}"
                : names.Length == _files.Count ? $"all {names.Length} files: {same.Key}"
                : $"files {Excerpt.List([.. names.Select(name => $"'{name}'")], count: 3)}: {same.Key}");
        }

        return warnings.Items;
    }

    /// <summary>Files of one series, a year in each, look like files of several series: who meant the one has to know that it was read as the other.</summary>
    private string? Continuation()
    {
        (string Name, TableContent Table, FileSpan Span)[] inOrder =
            [.. _files.Where(file => file.Span is not null).Select(file => (file.Name, file.Table, file.Span!.Value)).OrderBy(file => file.Value.Start)];
        bool followOneAnother = inOrder.Length == _files.Count && inOrder.Length > 1
            && Enumerable.Range(1, inOrder.Length - 1).All(place => inOrder[place].Span.Start > inOrder[place - 1].Span.End);
        return followOneAnother && inOrder[0].Table.Series.Select(series => series.Id).Intersect(inOrder[1].Table.Series.Select(series => series.Id)).Any()
            ? $"the files '{inOrder[0].Name}' and '{inOrder[1].Name}' have the same series at times that follow one another, and each was forecast by itself: "
                + "if they are parts of one history, put them together into one file"
            : null;
    }
}
