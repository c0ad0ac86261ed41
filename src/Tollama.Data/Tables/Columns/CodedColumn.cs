namespace Tollama.Data.Tables.Columns;

/// <summary>A column of texts, each different text kept once: ids and time stamps repeat.</summary>
internal sealed class CodedColumn
{
    private readonly Dictionary<string, int> _codeOf = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _texts = [];
    private readonly ChunkedList<int> _codes = new();

    public CodedColumn() => _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The different texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>For each row the position of its text in <see cref="Texts"/>.</summary>
    public IReadOnlyList<int> Codes => _codes;

    public void Add(ReadOnlySpan<char> cell)
    {
        if (!_lookup.TryGetValue(cell, out int code))
        {
            string text = cell.ToString();
            code = _texts.Count;
            _codeOf.Add(text, code);
            _texts.Add(text);
        }

        _codes.Add(code);
    }

    /// <summary>A column whose texts are <c>first/second</c>.</summary>
    public static CodedColumn Join(CodedColumn first, CodedColumn second)
    {
        CodedColumn joined = new();
        Dictionary<(int, int), int> codeOf = [];
        for (int row = 0; row < first._codes.Count; row++)
        {
            (int, int) pair = (first._codes[row], second._codes[row]);
            if (!codeOf.TryGetValue(pair, out int code))
            {
                code = joined._texts.Count;
                codeOf.Add(pair, code);
                joined._texts.Add($"{first._texts[pair.Item1]}/{second._texts[pair.Item2]}");
            }

            joined._codes.Add(code);
        }

        return joined;
    }
}
