namespace Tollama.Data.Tables;

/// <summary>An opened table: named columns, and rows of cells that can be read as often as needed.</summary>
internal interface ITable
{
    /// <summary>The columns' names, each different, from the header or made up.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Whether the header has no name for the first column.</summary>
    bool FirstIsUnnamed { get; }

    /// <summary>Whether the names stand in the table itself.</summary>
    bool HasHeader => true;

    /// <summary>What stands between two cells, which tells something about decimal marks; <see langword="null"/> where nothing does.</summary>
    char? Delimiter { get; }

    /// <summary>What the number of a row counts: <c>line</c> or <c>row</c>.</summary>
    string RowName { get; }

    /// <summary>The decimal mark of a column whose numbers can have no other in this format; <see langword="null"/> where it has to be found out.</summary>
    char? MarkOf(int column);

    /// <summary>Whether the cells of a column have a type of their own that is not text: a number, a truth value or a time.</summary>
    bool IsTyped(int column) => false;

    /// <summary>Whether the format holds the cells of a column as days or points in time.</summary>
    bool IsTime(int column) => false;

    /// <summary>The same table with rows that end early, as far as they pass a test.</summary>
    ITable WithShortRows(ShortRowTest fits);

    /// <summary>Goes to before the first row.</summary>
    ITableRows Rows();
}
