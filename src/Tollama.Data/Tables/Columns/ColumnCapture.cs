using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>The cells of a column, kept on the first way through the rows as the second would load them, so that it need not be gone.</summary>
/// <remarks>
/// Either texts or numbers. A column of both, or of numbers that only the column as a whole explains, is not kept: that is found out at the first such cell, and the second way
/// is gone for that column.
/// </remarks>
internal sealed class ColumnCapture
{
    /// <summary>Of tables with more columns most are not needed: keeping all would take more memory than going through the rows twice.</summary>
    private const int MostColumns = 4;

    // For each text whether it cannot be a number: then nothing more has to be found out about a cell that has it.
    private readonly List<bool> _areWords = [];
    private bool _isOver;
    private int _blanks;

    /// <param name="lines">The lines of all rows, which whoever reads them fills.</param>
    private ColumnCapture(RowLines lines) => Lines = lines;

    /// <summary>The line on which each row begins.</summary>
    public RowLines Lines { get; }

    /// <summary>The cells as texts; <see langword="null"/> when they were not kept so.</summary>
    public CodedColumn? Texts { get; private set; }

    /// <summary>The cells as numbers with decimal points, missing ones <see cref="double.NaN"/>; <see langword="null"/> when they were not kept so.</summary>
    public ChunkedList<double>? Numbers { get; private set; }

    /// <summary>One for each column; <see langword="null"/> for a table with too many of them.</summary>
    public static RowLines? LinesFor(int columns) => columns <= MostColumns ? new RowLines() : null;

    public static ColumnCapture? Of(RowLines? lines) => lines is null ? null : new ColumnCapture(lines);

    /// <summary>Keeps a cell whose text was there before and is known to be no number.</summary>
    /// <returns><see langword="false"/> when it is not known; nothing was kept then.</returns>
    public bool TryAddWord(ReadOnlySpan<char> cell)
    {
        if (Texts is not { } texts || texts.FindLikely(cell) is not (>= 0 and int code) || !_areWords[code])
        {
            return false;
        }

        texts.AddCode(code);
        return true;
    }

    /// <summary>Keeps a cell that is digits with at most one mark, or cannot be a number.</summary>
    public void Add(scoped in ShortNumber number, ReadOnlySpan<char> cell)
    {
        if (number.Kind == NumberKind.None)
        {
            AddText(cell, isWord: true);
        }
        else if (BecomesNumbers() && number.TryGetValue('.', out double value))
        {
            Numbers!.Add(value);
        }
        else
        {
            Release();
        }
    }

    /// <summary>Keeps a cell that is no number, at least by itself.</summary>
    public void AddText(ReadOnlySpan<char> cell, bool isWord = false)
    {
        if (_isOver)
        {
            return;
        }

        if (Numbers is not null)
        {
            Release();
            return;
        }

        if (Texts is null)
        {
            Texts = new CodedColumn();
            for (; _blanks > 0; _blanks--)
            {
                AddTo(Texts, "", isWord: false);
            }
        }

        AddTo(Texts, cell, isWord);
    }

    /// <summary>Keeps a cell that is empty, or says that a value is missing.</summary>
    public void AddMissing(ReadOnlySpan<char> cell)
    {
        if (_isOver)
        {
            return;
        }

        if (Texts is not null)
        {
            AddTo(Texts, cell, isWord: false);
        }
        else if (Numbers is not null && cell is not "-")
        {
            Numbers.Add(double.NaN);
        }
        else if (Numbers is null && cell.IsEmpty)
        {
            _blanks++;
        }
        else
        {
            // A dash may be a zero, and what is no number at the beginning may be a category.
            Release();
        }
    }

    /// <summary>Forgets what was kept, for good.</summary>
    public void Release()
    {
        _isOver = true;
        Texts = null;
        Numbers = null;
    }

    private void AddTo(CodedColumn texts, ReadOnlySpan<char> cell, bool isWord)
    {
        texts.Add(cell);
        if (_areWords.Count < texts.Texts.Count)
        {
            _areWords.Add(isWord);
        }
    }

    private bool BecomesNumbers()
    {
        if (Numbers is null && Texts is null && !_isOver)
        {
            Numbers = new ChunkedList<double>();
            for (; _blanks > 0; _blanks--)
            {
                Numbers.Add(double.NaN);
            }
        }

        return Numbers is not null;
    }
}
