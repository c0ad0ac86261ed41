using System.Globalization;

namespace Tollama.Data.Tables.Columns;

/// <summary>A cell that shows people what a column holds, and the line it begins on.</summary>
internal sealed record CellExample(string Text, int Line)
{
    public static CellExample Of(ReadOnlySpan<char> cell, int line) => new(TableError.Shorten(cell.ToString()), line);

    /// <summary><c>'12%' (line 3)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"'{Text}' (line {Line})");
}
