using System.Runtime.InteropServices;
using Tollama.Core.Text;

namespace Tollama.Data.Tables.Columns;

/// <summary>A column of texts, each different text kept once: ids and time stamps repeat.</summary>
internal sealed class CodedColumn
{
    private const int RememberedBits = 13;

    private readonly Dictionary<string, int> _codeOf = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _texts = [];
    private ChunkedList<int> _codes = new();
    private Remembered[]? _remembered;
    private int _last;

    public CodedColumn() => _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The different texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>For each row the position of its text in <see cref="Texts"/>.</summary>
    public ChunkedList<int> Codes => _codes;

    /// <summary>Forgets which row has which text: it is not needed any more.</summary>
    public void Release() => _codes = new ChunkedList<int>();

    /// <summary>The code of a text that was added; -1 when none was.</summary>
    public int CodeOf(string text) => _codeOf.GetValueOrDefault(text, -1);

    /// <summary>The text of a row.</summary>
    public string TextAt(int row) => _texts[_codes[row]];

    public void Add(ReadOnlySpan<char> cell)
    {
        // Ids repeat row by row, or all of them in turn, and so do time stamps: the text of the row above or the one after that is the likeliest.
        int code = _last;
        if (!Is(code, cell) && !Is(++code, cell))
        {
            code = CodeOf(cell);
        }

        _last = code;
        _codes.Add(code);
    }

    /// <summary>Adds a cell of a row: by its key where the same one was added before, else as its text.</summary>
    /// <param name="rows">The rows, at the cell's.</param>
    /// <param name="column">The column of the cell.</param>
    /// <param name="isUnmarked">Whether what spreadsheets set around a text is left out.</param>
    public void Add(ITableRows rows, int column, bool isUnmarked)
    {
        if (!rows.TryKey(column, out long key))
        {
            Add(isUnmarked ? SpreadsheetText.Unmarked(rows[column]) : rows[column]);
            return;
        }

        // A small table, in which one key takes the place of another: it costs no memory where all are different.
        const ulong Scatter = 0x9E3779B97F4A7C15;
        _remembered ??= new Remembered[1 << RememberedBits];
        ref Remembered place = ref _remembered[(int)(((ulong)key * Scatter) >> (64 - RememberedBits))];
        if (place.Key == key && place.Code > 0)
        {
            _last = place.Code - 1;
            _codes.Add(_last);
            return;
        }

        Add(isUnmarked ? SpreadsheetText.Unmarked(rows[column]) : rows[column]);
        place = new Remembered(key, _last + 1);
    }

    private bool Is(int code, ReadOnlySpan<char> cell) => code < _texts.Count && cell.SequenceEqual(_texts[code]);

    private int CodeOf(ReadOnlySpan<char> cell)
    {
        if (!_lookup.TryGetValue(cell, out int code))
        {
            string text = cell.ToString();
            code = _texts.Count;
            _codeOf.Add(text, code);
            _texts.Add(text);
        }

        return code;
    }

    /// <summary>A column whose texts are <c>first/second/…</c>.</summary>
    public static CodedColumn Join(params IReadOnlyList<CodedColumn> columns) => Join(columns, texts => string.Join('/', texts));

    /// <summary>A column with a code for each combination of texts that occurs.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="compose">Makes the text of a combination. A single column keeps its texts.</param>
    /// <remarks>The codes are joined column by column, the texts once at the end: joined on the way they would grow with every column.</remarks>
    public static CodedColumn Join(IReadOnlyList<CodedColumn> columns, Func<IReadOnlyList<string>, string> compose) =>
        columns.Count == 1 ? columns[0] : JoinRows(columns, row => compose([.. columns.Select(column => column.TextAt(row))]));

    /// <summary>A column with a code for each combination of texts that occurs, whose text is made of the first row that has it.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="textOfRow">Makes the text of a row.</param>
    public static CodedColumn JoinRows(IReadOnlyList<CodedColumn> columns, Func<int, string> textOfRow)
    {
        IReadOnlyList<int> codes = columns[0]._codes;
        List<int> firstRows = [];
        for (int column = 1; column < columns.Count; column++)
        {
            codes = Join(codes, columns[column]._codes, firstRows);
        }

        CodedColumn joined = new();
        joined._texts.AddRange(firstRows.Select(textOfRow));
        foreach (int code in codes)
        {
            joined._codes.Add(code);
        }

        return joined;
    }

    private static int[] Join(IReadOnlyList<int> first, ChunkedList<int> second, List<int> firstRows)
    {
        firstRows.Clear();
        Dictionary<(int, int), int> codeOf = [];
        int[] codes = new int[second.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            (int, int) pair = (first[row], second[row]);
            if (!codeOf.TryGetValue(pair, out codes[row]))
            {
                codes[row] = codeOf.Count;
                codeOf.Add(pair, codes[row]);
                firstRows.Add(row);
            }
        }

        return codes;
    }

    /// <summary>A key and one more than the code of its text.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Remembered(long Key, int Code);
}
