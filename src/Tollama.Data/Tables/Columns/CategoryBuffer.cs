using Tollama.Core.Series;
using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>Categories as they are read: each different text kept once, and for each row the place of its text; <see cref="Column.Gap"/> where the cell is empty.</summary>
/// <remarks>Words for missing numbers are categories: that no campaign runs is written as <c>none</c>.</remarks>
/// <param name="name">The column.</param>
/// <param name="maxLength">How long a text may be, since each value of a covariate carries its own.</param>
/// <param name="rowName">What the numbers of rows count.</param>
internal sealed class CategoryBuffer(string name, int maxLength, string rowName)
{
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly ChunkedList<int> _codes = new();

    /// <summary>The row of the first cell that is a number; -1 if there is none.</summary>
    public int FirstNumber { get; private set; } = -1;

    /// <summary>The different texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>For each row the place of its text in <see cref="Texts"/>.</summary>
    public ChunkedList<int> Codes => _codes;

    /// <exception cref="Core.Errors.TollamaException">The text is too long.</exception>
    public void Add(ReadOnlySpan<char> cell, int line)
    {
        cell = cell.Trim();
        if (cell.IsEmpty)
        {
            _codes.Add(Column.Gap);
            return;
        }

        if (!_codeOf.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(cell, out int code))
        {
            if (cell.Length > maxLength)
            {
                throw TableError.Invalid($"{rowName} {line}, column '{name}': the text has {cell.Length} characters; a category may have {maxLength}.");
            }

            string text = cell.ToString();
            code = _texts.Count;
            _codeOf.Add(text, code);
            _texts.Add(text);
            if (FirstNumber < 0 && NumberCell.Read(cell).Kind is not (NumberKind.None or NumberKind.Missing))
            {
                FirstNumber = _codes.Count;
            }
        }

        _codes.Add(code);
    }
}
