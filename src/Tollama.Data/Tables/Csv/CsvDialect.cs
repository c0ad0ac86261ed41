namespace Tollama.Data.Tables.Csv;

/// <summary>How a table is written.</summary>
internal sealed record CsvDialect
{
    /// <summary>What stands between two cells.</summary>
    public required char Delimiter { get; init; }

    /// <summary>The characters before the header, or before the first row when there is none.</summary>
    public required int Offset { get; init; }

    /// <summary>The number of the line at <see cref="Offset"/>, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether the first record names the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>The columns' names, from the header or made up.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Whether the header's first cell is empty.</summary>
    public required bool FirstIsUnnamed { get; init; }

    /// <summary>Lines with text before the header.</summary>
    public required int PreambleLines { get; init; }
}
