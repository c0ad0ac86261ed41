using System.Runtime.InteropServices;

namespace Tollama.Data.Tables.Columns;

/// <summary>A column of categories: each different text kept once, and for each row the place of its text; NaN where the cell is empty.</summary>
/// <remarks>Words for missing numbers are categories: that no campaign runs is written as <c>none</c>.</remarks>
internal sealed class CategoryColumn
{
    private readonly Dictionary<string, int> _codeOf = [];
    private readonly List<string> _texts = [];
    private readonly List<double> _values = [];

    /// <summary>The different texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>For each row the place of its text in <see cref="Texts"/>.</summary>
    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    public void Add(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (cell.IsEmpty)
        {
            _values.Add(double.NaN);
            return;
        }

        string text = cell.ToString();
        if (!_codeOf.TryGetValue(text, out int code))
        {
            code = _texts.Count;
            _codeOf.Add(text, code);
            _texts.Add(text);
        }

        _values.Add(code);
    }
}
