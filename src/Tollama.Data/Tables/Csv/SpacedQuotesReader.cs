namespace Tollama.Data.Tables.Csv;

/// <summary>Leaves out the blanks that stand between a delimiter and a quotation mark.</summary>
/// <param name="source">The text as it is.</param>
internal sealed class SpacedQuotesReader(TextReader source) : RewritingReader(source)
{
    private const int PieceLength = 16 * 1024;

    private readonly char[] _read = new char[PieceLength];
    private char[] _made = new char[2 * PieceLength];
    private int _length;

    private bool _isQuoted;

    // Blanks at the beginning of a cell are held back until it is seen what follows.
    private int _blanks;
    private bool _isEmpty = true;
    private bool _beginsQuoted;
    private char _last;

    protected override ReadOnlyMemory<char> Next()
    {
        _length = 0;
        while (_length == 0)
        {
            int count = Source.ReadBlock(_read, 0, PieceLength);
            foreach (char c in _read.AsSpan(0, count))
            {
                Take(c);
            }

            if (count == 0)
            {
                PutBlanks();
                break;
            }
        }

        return _made.AsMemory(0, _length);
    }

    private void Take(char c)
    {
        if (!_isQuoted && _isEmpty && c == ' ')
        {
            _blanks++;
            return;
        }

        if (c == '"')
        {
            // A doubled mark closes the cell and opens it again.
            bool wasClosed = !_isQuoted && !_isEmpty && _beginsQuoted && _last == '"';
            _blanks = !_isQuoted && _isEmpty ? 0 : _blanks;
            _isQuoted = !_isQuoted && (_isEmpty || wasClosed);
        }

        if (_isEmpty)
        {
            _beginsQuoted = c == '"';
            PutBlanks();
        }

        Put(c);
        _last = c;
        _isEmpty = !_isQuoted && c is ',' or ';' or '|' or '\t' or '\r' or '\n';
    }

    private void PutBlanks()
    {
        for (; _blanks > 0; _blanks--)
        {
            Put(' ');
        }
    }

    private void Put(char c)
    {
        if (_length == _made.Length)
        {
            Array.Resize(ref _made, 2 * _made.Length);
        }

        _made[_length++] = c;
    }
}
