using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Data.Tables.Columnar;

/// <summary>Makes a table of a file of typed columns: which of them can be read, under which names.</summary>
internal sealed class ColumnarOpening
{
    /// <summary>The name of an index without one, as of one in JSON.</summary>
    private const string Index = "index";

    /// <summary>Each cell is looked at: so many for one number that a table may hold.</summary>
    private const int MostCellsOfNumber = 10;

    private readonly IColumnarFile _file;
    private readonly TableInput _input;
    private readonly TableRequest _request;
    private readonly WarningList _warnings;
    private readonly HashSet<string> _named;

    private ColumnarOpening(IColumnarFile file, TableInput input, TableRequest request, WarningList warnings)
    {
        _file = file;
        _input = input;
        _request = request;
        _warnings = warnings;
        TableOptions options = request.Options;
        _named = [.. ((IReadOnlyList<string>[])[options.TimeColumns, options.TargetColumns, options.IdColumns, options.Covariates, options.FutureCovariates]).SelectMany(names => names)];
    }

    /// <exception cref="TollamaException">It is too large, or a column that the request names cannot be read.</exception>
    public static ITable Open(string format, TableInput input, TableRequest request, WarningList warnings, Func<ReadingRoom, IColumnarFile> open)
    {
        if (request.Options.Delimiter is not null)
        {
            throw TableError.Invalid($"delimiter= says what stands between the cells of a text, but the table is {format}.", "Leave it out.");
        }

        try
        {
            using ReadingRoom room = new(input, request.Limits);
            return new ColumnarOpening(RangedFile.Of(open(room)), input, request, warnings).Table();
        }
        catch (Exception fault) when (ColumnarFault.Is(fault))
        {
            throw ColumnarFault.Of(format, fault);
        }
    }

    private ColumnarTable Table()
    {
        TableLimits limits = _request.Limits;
        IReadOnlySet<string> unnamed = PandasFrame.UnnamedIndex(_file.Pandas);
        List<(int Place, ColumnForm Form)> columns = [.. _file.Columns.Select((form, place) => (place, form)).Where(column => !IsRowNumber(column.form, unnamed))];
        if (_file.RowCount > limits.MaxRows)
        {
            throw TableError.TooMany("rows", limits.MaxRows);
        }

        if (columns.Count + _file.Others.Count > limits.MaxColumns)
        {
            throw TableError.TooMany("columns", limits.MaxColumns);
        }

        if ((Int128)_file.RowCount * columns.Count > (Int128)MostCellsOfNumber * limits.MaxPoints)
        {
            throw TableError.TooMany("cells", MostCellsOfNumber * limits.MaxPoints);
        }

        PassOver(_file.Others);
        columns = Times(columns);
        if (_file.Others.FirstOrDefault(other => other.Value.StartsWith(Arrow.ArrowField.Periods, StringComparison.Ordinal)) is { Key: not null } periods && !columns.Exists(column => column.Form.IsTime))
        {
            RefusePeriods(periods);
        }

        if (_file.Warning is { } warning)
        {
            _warnings.Add(warning);
        }

        if (columns.Count == 0)
        {
            throw TableError.Invalid($"The {_file.Format} table has no column of numbers, texts or times.", "A table needs one column of numbers at least.");
        }

        return new ColumnarTable(_file, columns, Names(columns, unnamed), _input, limits);
    }

    /// <summary>Numbers that pandas kept of the rows of a larger frame say nothing.</summary>
    private bool IsRowNumber(ColumnForm form, IReadOnlySet<string> unnamed) => unnamed.Contains(form.Name) && form.IsNumber && !_named.Contains(form.Name) && unnamed.Count == 1;

    private void PassOver(IReadOnlyList<KeyValuePair<string, string>> others)
    {
        if (others.FirstOrDefault(other => _named.Contains(other.Key)) is { Key: not null } named)
        {
            RefusePeriods(named);
            throw TableError.Invalid($"The column '{Excerpt.Of(named.Key)}' cannot be used: {named.Value}.", "Write its parts as columns of their own, of numbers, texts or times.");
        }

        if (others.Count > 0)
        {
            const int Shown = 5;
            string shown = string.Join("; ", others.Take(Shown).Select(other => $"'{Excerpt.Of(other.Key)}': {other.Value}"));
            _warnings.Add(CountText.Of(others.Count, "column was", "columns were") + $" passed over ({shown}{(others.Count > Shown ? "; …" : "")})");
        }
    }

    /// <exception cref="TollamaException">The column has periods of pandas.</exception>
    private static void RefusePeriods(KeyValuePair<string, string> column)
    {
        if (column.Value.StartsWith(Arrow.ArrowField.Periods, StringComparison.Ordinal))
        {
            throw TableError.Invalid(
                $"column '{Excerpt.Of(column.Key)}' has {Excerpt.Of(column.Value)}, which are written as numbers that only pandas knows.",
                "Convert the column or the index with .to_timestamp() (.dt.to_timestamp() for a column), or to texts with .astype(str), before it is written.");
        }
    }

    /// <summary>Of times the finest that is written, and those that cannot be: a time that is passed over in silence would be another table.</summary>
    private List<(int Place, ColumnForm Form)> Times(List<(int Place, ColumnForm Form)> columns)
    {
        List<(int Place, ColumnForm Form)> looked = [];
        List<KeyValuePair<string, string>> others = [];
        using ReadingRoom room = new(_input, _request.Limits);
        foreach ((int place, ColumnForm form) in columns)
        {
            if (form.Kind is not (CellKind.Date or CellKind.Stamp or CellKind.Clock))
            {
                looked.Add((place, form));
                continue;
            }

            ColumnForm found = Look(place, form, room, out string? problem);
            if (problem is null)
            {
                looked.Add((place, WithZone(found)));
            }
            else
            {
                others.Add(KeyValuePair.Create(form.Name, problem));
            }
        }

        if (others.Count > 0 && !looked.Exists(column => column.Form.IsTime))
        {
            throw TableError.Invalid($"column '{Excerpt.Of(others[0].Key)}': {others[0].Value}.", "Write the times in microseconds, as dt.floor('us') makes them, between the years 1 and 9999.");
        }

        PassOver(others);
        return looked;
    }

    private ColumnForm Look(int place, ColumnForm form, ReadingRoom room, out string? problem)
    {
        try
        {
            return StampScan.Look(form, _file.Open(place, room), out problem, _request.Cancellation);
        }
        catch (Exception fault) when (ColumnarFault.Is(fault))
        {
            throw ColumnarFault.Of(_file.Format, fault, form.Name);
        }
    }

    private ColumnForm WithZone(ColumnForm form)
    {
        if (form.Zone is not { } zone || CellText.IsFixed(zone, out _) || Time.ZoneClock.Find(zone) is not null)
        {
            return form;
        }

        if (_request.Options.TimeColumns is { Count: > 0 } times && !times.Contains(form.Name))
        {
            _warnings.Add($"column '{form.Name}': the zone '{Excerpt.Of(zone)}' is not known here: its moments are shown in UTC");
            return form with { Zone = "UTC" };
        }

        // Days of another zone than the one that is meant begin at other hours.
        return _request.Reading.TimeZone is not null
            ? form with { Zone = "UTC" }
            : throw TableError.Invalid(
                $"column '{Excerpt.Of(form.Name)}': its zone '{Excerpt.Of(zone)}' is not known here.", "Say whose clock its moments are shown by with timezone=, such as timezone=UTC, or convert the column with .dt.tz_convert().");
    }

    private string[] Names(List<(int Place, ColumnForm Form)> columns, IReadOnlySet<string> unnamed)
    {
        HashSet<string> taken = [.. columns.Select(column => column.Form.Name.Trim())];
        string[] names = new string[columns.Count];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int column = 0; column < names.Length; column++)
        {
            string name = columns[column].Form.Name.Trim();
            if (unnamed.Contains(columns[column].Form.Name) && unnamed.Count == 1 && !_named.Contains(name) && taken.Add(Index))
            {
                name = Index;
            }

            if (name.Length > _request.Limits.MaxNameLength)
            {
                throw TableError.Invalid($"The name '{Excerpt.Of(name)}' has {name.Length} characters; the limit is {_request.Limits.MaxNameLength}.", "Give it a shorter name.");
            }

            names[column] = name.Length > 0 ? name : $"column{column + 1}";
            if (!seen.Add(names[column]))
            {
                throw TableError.Invalid($"Several columns have the same name: '{Excerpt.Of(names[column])}'.", "Give every column a name of its own.");
            }
        }

        return names;
    }
}
