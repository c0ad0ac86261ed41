using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tollama.Data.Tables.Csv;

/// <summary>The records of a text without quotation marks, in which every delimiter and every end of a line is one: all of a piece of the text are found at once.</summary>
internal sealed class PlainRecords : RecordReader
{
    private const int PieceLength = 32 * 1024;

    private readonly TextReader _source;
    private readonly char _delimiter;
    private readonly int _maxLength;

    private char[] _text = new char[PieceLength];
    private int _length;
    private bool _isAtEnd;

    // Where the delimiters and the ends of lines are in the text, and which is the next.
    private int[] _marks = new int[PieceLength / 4];
    private int _markCount;
    private int _nextMark;

    private int _start;
    private int _end;
    private int _firstMark;
    private int _fieldCount;

    /// <param name="source">The text, which is disposed of with this reader.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    /// <param name="maxLength">The most characters of a record.</param>
    public PlainRecords(TextReader source, char delimiter, int maxLength)
    {
        _source = source;
        _delimiter = delimiter;
        _maxLength = Math.Max(maxLength, TableLimits.MinRowLength);
    }

    public override ReadOnlySpan<char> Record => _text.AsSpan(_start, _end - _start);

    public override int FieldCount => _fieldCount;

    public override int LineEnds => _end > _start && _text[_end - 1] is '\n' or '\r' ? 1 : 0;

    public override ReadOnlySpan<char> Field(int index)
    {
        int start = index == 0 ? _start : _marks[_firstMark + index - 1] + 1;
        return _text.AsSpan(start, _marks[_firstMark + index] - start);
    }

    public override bool Read(int line)
    {
        _start = _end;
        while (!TryCut())
        {
            if (_isAtEnd)
            {
                return false;
            }

            if (_length - _start > _maxLength)
            {
                throw TooLong(line, _maxLength);
            }

            ReadOn();
        }

        return _end - _start <= _maxLength ? true : throw TooLong(line, _maxLength);
    }

    public override void Dispose() => _source.Dispose();

    /// <summary>Finds the end of the record that begins at the start, if it is there.</summary>
    private bool TryCut()
    {
        int[] marks = _marks;
        char[] text = _text;
        int mark = _nextMark;
        while (mark < _markCount && text[marks[mark]] == _delimiter)
        {
            mark++;
        }

        if (mark == _markCount)
        {
            return false;
        }

        int end = marks[mark];
        _firstMark = _nextMark;
        _fieldCount = mark - _firstMark + 1;
        _nextMark = mark + 1;
        if (end == _length)
        {
            // The last line has no end.
            _end = end;
            return true;
        }

        _end = end + 1;
        if (text[end] == '\r')
        {
            if (_end == _length && !_isAtEnd)
            {
                _nextMark = _firstMark;
                return false;
            }

            if (_end < _length && text[_end] == '\n')
            {
                _end++;
                _nextMark++;
            }
        }

        return true;
    }

    /// <summary>Moves what is left of the text to its beginning, reads on behind it, and finds the marks of all.</summary>
    private void ReadOn()
    {
        int left = _length - _start;
        char[] text = left > _text.Length / 2 ? new char[2 * _text.Length] : _text;
        _text.AsSpan(_start, left).CopyTo(text);
        _text = text;
        int read = _source.ReadBlock(text, left, text.Length - left);
        _length = left + read;
        _isAtEnd = _length < text.Length;
        (_start, _end, _nextMark, _markCount) = (0, 0, 0, 0);
        FindMarks();
        if (_isAtEnd && _length > 0 && text[_length - 1] is not ('\n' or '\r'))
        {
            Room(1);
            _marks[_markCount++] = _length;
        }
    }

    private void FindMarks()
    {
        ref ushort text = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(_text.AsSpan()));
        int at = 0;
        int step = 2 * Vector256<ushort>.Count;
        Vector256<ushort> delimiter = Vector256.Create((ushort)_delimiter);
        for (; at + step <= _length; at += step)
        {
            Vector256<ushort> first = MarksOf(Vector256.LoadUnsafe(ref text, (nuint)at), delimiter);
            Vector256<ushort> second = MarksOf(Vector256.LoadUnsafe(ref text, (nuint)(at + Vector256<ushort>.Count)), delimiter);
            uint found = Vector256.Narrow(first, second).ExtractMostSignificantBits();
            Room(step);
            int[] marks = _marks;
            int count = _markCount;
            for (; found != 0; found &= found - 1)
            {
                marks[count++] = at + BitOperations.TrailingZeroCount(found);
            }

            _markCount = count;
        }

        Room(step);
        for (; at < _length; at++)
        {
            if (_text[at] is '\n' or '\r' || _text[at] == _delimiter)
            {
                _marks[_markCount++] = at;
            }
        }
    }

    private static Vector256<ushort> MarksOf(Vector256<ushort> text, Vector256<ushort> delimiter) =>
        Vector256.Equals(text, delimiter) | Vector256.Equals(text, Vector256.Create((ushort)'\n')) | Vector256.Equals(text, Vector256.Create((ushort)'\r'));

    private void Room(int count)
    {
        if (_markCount + count > _marks.Length)
        {
            Array.Resize(ref _marks, 2 * _marks.Length);
        }
    }
}
