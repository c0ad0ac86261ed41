using Tollama.Core.Series;

namespace Tollama.Data.Tables.Columns;

/// <summary>Categories as they are read: each different text kept once, and for each row the place of its text; <see cref="Column.Gap"/> where the cell is empty.</summary>
/// <remarks>Words for missing numbers are categories: that no campaign runs is written as <c>none</c>.</remarks>
internal sealed class CategoryBuffer
{
    private readonly Dictionary<string, int> _codeOf = [];
    private readonly List<string> _texts = [];
    private readonly ChunkedList<int> _codes = new();

    /// <summary>The different texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>For each row the place of its text in <see cref="Texts"/>.</summary>
    public IReadOnlyList<int> Codes => _codes;

    public void Add(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (cell.IsEmpty)
        {
            _codes.Add(Column.Gap);
            return;
        }

        string text = cell.ToString();
        if (!_codeOf.TryGetValue(text, out int code))
        {
            code = _texts.Count;
            _codeOf.Add(text, code);
            _texts.Add(text);
        }

        _codes.Add(code);
    }
}
