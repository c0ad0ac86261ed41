using Tollama.Core.Text;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Columns;

/// <summary>The columns that are needed, as numbers and coded texts: the second way through the rows.</summary>
internal sealed class LoadedTable
{
    private LoadedTable(RolePlan plan, char[] decimalMarks, TableLimits limits)
    {
        Time = plan.Time is null ? null : new CodedColumn();
        Ids = plan.Ids.ToDictionary(id => id.Name, _ => new CodedColumn());
        Categories = plan.Categories.ToDictionary(column => column.Name, column => new CategoryBuffer(column.Name, limits.MaxNameLength));
        Numbers = plan.Numbers.ToDictionary(column => column.Name, column => new NumberBuffer(column.Name, decimalMarks[column.Index]));
    }

    /// <summary>The time stamps as written; <see langword="null"/> when the table has none.</summary>
    public CodedColumn? Time { get; }

    /// <summary>The columns that may name a series, by name.</summary>
    public IReadOnlyDictionary<string, CodedColumn> Ids { get; }

    /// <summary>The numeric columns, by name.</summary>
    public IReadOnlyDictionary<string, NumberBuffer> Numbers { get; }

    /// <summary>The columns of categories, by name.</summary>
    public IReadOnlyDictionary<string, CategoryBuffer> Categories { get; }

    /// <summary>The line on which each row begins.</summary>
    public ChunkedList<int> Lines { get; } = new();

    /// <summary>The number of rows.</summary>
    public int Count => Lines.Count;

    public static LoadedTable Load(
        ITable source, RolePlan plan, char[] decimalMarks, TableLimits limits, CancellationToken cancellationToken)
    {
        LoadedTable table = new(plan, decimalMarks, limits);
        (int Index, CodedColumn Column)[] ids = [.. plan.Ids.Select(id => (id.Index, table.Ids[id.Name]))];
        (int Index, NumberBuffer Column)[] numbers = [.. plan.Numbers.Select(column => (column.Index, table.Numbers[column.Name]))];
        (int Index, CategoryBuffer Column)[] categories = [.. plan.Categories.Select(column => (column.Index, table.Categories[column.Name]))];
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
                column.Add(SpreadsheetText.Unmarked(rows[index]));
            }

            if (plan.Time is { } time)
            {
                table.Time!.Add(rows[time.Index]);
            }

            foreach ((int index, CategoryBuffer column) in categories)
            {
                column.Add(rows[index], rows.Line);
            }

            foreach ((int index, NumberBuffer column) in numbers)
            {
                column.Add(rows[index], rows.Line);
            }
        }

        return table;
    }
}
