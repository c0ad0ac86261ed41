namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>A text that is put together from pieces; its memory is used again.</summary>
internal sealed class TextBuffer
{
    // Long before a cell of a limit's length is counted, a text of pieces must end.
    private const int Longest = 2 * 1024 * 1024;

    private char[] _text = new char[256];
    private int _length;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Add(ReadOnlySpan<char> piece)
    {
        if (_length + piece.Length > Longest)
        {
            throw BookError.Damaged($"a text has more than {Longest} characters");
        }

        if (_length + piece.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + piece.Length));
        }

        piece.CopyTo(_text.AsSpan(_length));
        _length += piece.Length;
    }
}
