using Tollama.Core.Errors;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Columns;

/// <summary>The columns that are needed, as numbers and coded texts: the second way through the rows.</summary>
internal sealed class LoadedTable
{
    private readonly Dictionary<ColumnProfile, CodedColumn> _codes;
    private readonly CancellationToken _cancellationToken;

    private LoadedTable(ITable source, RolePlan plan, IReadOnlyList<NumberStyle> styles, TableLimits limits, CancellationToken cancellationToken)
    {
        Source = source;
        _cancellationToken = cancellationToken;
        _codes = plan.Ids.ToDictionary(id => id, _ => new CodedColumn());
        Categories = plan.Categories.ToDictionary(column => column.Name, column => new CategoryBuffer(column.Name, limits.MaxNameLength, source.RowName));
        Numbers = plan.Numbers.ToDictionary(column => column.Name, column => new NumberBuffer(column.Name, styles[column.Index], source.RowName));
    }

    /// <summary>The time stamps as written, or as the cells of several columns make them; <see langword="null"/> when the table has none.</summary>
    public CodedColumn? Time { get; private set; }

    /// <summary>What was assumed of the time stamps.</summary>
    public WarningList Warnings { get; } = new();

    /// <summary>Where the rows can be read once more.</summary>
    public ITable Source { get; }

    /// <summary>The numeric columns, by name.</summary>
    public IReadOnlyDictionary<string, NumberBuffer> Numbers { get; }

    /// <summary>The columns of categories, by name.</summary>
    public IReadOnlyDictionary<string, CategoryBuffer> Categories { get; }

    /// <summary>The line on which each row begins.</summary>
    public RowLines Lines { get; } = new();

    /// <summary>The number of rows.</summary>
    public int Count => Lines.Count;

    /// <summary>The texts of a column that may name a series.</summary>
    public CodedColumn Codes(ColumnProfile column) => _codes[column];

    /// <summary>Forgets which row has which id, once the rows of each series are known.</summary>
    public void ReleaseIds()
    {
        foreach (CodedColumn column in _codes.Values)
        {
            column.Release();
        }
    }

    /// <summary>Reads the texts of further columns: another way through the rows.</summary>
    public void LoadCodes(IReadOnlyList<ColumnProfile> columns)
    {
        ColumnProfile[] missing = [.. columns.Where(column => !_codes.ContainsKey(column))];
        if (missing.Length == 0)
        {
            return;
        }

        foreach (ColumnProfile column in missing)
        {
            _codes.Add(column, new CodedColumn());
        }

        using ITableRows rows = Source.Rows();
        while (rows.Read(_cancellationToken))
        {
            foreach (ColumnProfile column in missing)
            {
                _codes[column].Add(rows, column.Index, isUnmarked: true);
            }
        }
    }

    public static LoadedTable Load(
        ITable source, RolePlan plan, IReadOnlyList<NumberStyle> styles, TableLimits limits, CancellationToken cancellationToken)
    {
        LoadedTable table = new(source, plan, styles, limits, cancellationToken);
        (int Index, CodedColumn Column)[] ids = [.. plan.Ids.Select(id => (id.Index, table._codes[id]))];
        (int Index, NumberBuffer Column)[] numbers = [.. plan.Numbers.Select(column => (column.Index, table.Numbers[column.Name]))];
        (int Index, CategoryBuffer Column)[] categories = [.. plan.Categories.Select(column => (column.Index, table.Categories[column.Name]))];
        (int Index, CodedColumn Column)[] times = [.. (plan.Time?.Columns ?? []).Select(column => (column.Index, new CodedColumn()))];
        using ITableRows rows = source.Rows();
        while (rows.Read(cancellationToken))
        {
            table.Lines.Add(rows.Line);
            if ((long)rows.Count * (numbers.Length + categories.Length) > limits.MaxPoints)
            {
                throw TableError.TooMany("numbers", limits.MaxPoints);
            }

            foreach ((int index, CodedColumn column) in ids)
            {
                column.Add(rows, index, isUnmarked: true);
            }

            foreach ((int index, CodedColumn column) in times)
            {
                column.Add(rows, index, isUnmarked: false);
            }

            foreach ((int index, CategoryBuffer column) in categories)
            {
                column.Add(rows[index], rows.Line);
            }

            foreach ((int index, NumberBuffer column) in numbers)
            {
                if (rows.TryNumber(index, out double number))
                {
                    column.Add(number);
                }
                else
                {
                    column.Add(rows[index], rows.Line);
                }
            }
        }

        table.Time = plan.Time is { } time ? StampComposer.Compose(time, plan.TimeHint, [.. times.Select(column => column.Column)], table.Warnings) : null;
        return table;
    }
}
