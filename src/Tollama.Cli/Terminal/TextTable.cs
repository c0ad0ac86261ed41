using Tollama.Core.Text;

namespace Tollama.Cli.Terminal;

/// <summary>A table as Ollama prints it: no borders, four blanks between the columns, nothing behind the last one.</summary>
internal sealed class TextTable(params string[] headers)
{
    private const string Gap = "    ";

    private readonly List<string[]> _rows = [headers];

    /// <summary>The columns that are aligned to the right, by position: numbers to compare.</summary>
    public IReadOnlySet<int> RightAligned { get; init; } = new HashSet<int>();

    public void Add(params string[] cells)
    {
        if (cells.Length != headers.Length)
        {
            throw new ArgumentException($"The table has {headers.Length} columns, the row has {cells.Length} cells.", nameof(cells));
        }

        _rows.Add([.. cells.Select(VisibleText.OneLine)]);
    }

    public void WriteTo(TextWriter writer, string indent = "")
    {
        int[] widths = [.. Enumerable.Range(0, headers.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select(
                (cell, column) => RightAligned.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            writer.WriteLine((indent + string.Join(Gap, cells)).TrimEnd());
        }
    }
}
