using System.Text;

namespace Tollama.Data.Tables.Csv;

/// <summary>The lines of a text, as long as none is longer than it may be.</summary>
/// <param name="source">The text, which is disposed of with this reader.</param>
/// <param name="longest">The most characters of a line.</param>
internal sealed class LineReader(TextReader source, int longest) : IDisposable
{
    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _begun = new();
    private int _at;
    private int _end;
    private bool _endedInReturn;

    /// <summary>Whether the reading ended before a line that is too long.</summary>
    public bool WasTooLong { get; private set; }

    /// <summary>The next line without its end, which is LF, CRLF or CR; <see langword="null"/> after the last.</summary>
    public string? Read()
    {
        while (!WasTooLong && Fill())
        {
            ReadOnlySpan<char> rest = _buffer.AsSpan(_at, _end - _at);
            int length = rest.IndexOfAny('\r', '\n');
            ReadOnlySpan<char> part = length < 0 ? rest : rest[..length];
            WasTooLong = _begun.Length + part.Length > longest;
            _begun.Append(WasTooLong ? default : part);
            _at += part.Length;
            if (length >= 0)
            {
                _endedInReturn = _buffer[_at++] == '\r';
                return WasTooLong ? null : Take();
            }
        }

        return WasTooLong || _begun.Length == 0 ? null : Take();
    }

    public void Dispose() => source.Dispose();

    private string Take()
    {
        string line = _begun.ToString();
        _begun.Clear();
        return line;
    }

    /// <summary>Whether there is another character, the second one of a line's end left out.</summary>
    private bool Fill()
    {
        bool leavesOutFeed = _endedInReturn;
        do
        {
            if (_at == _end)
            {
                _at = 0;
                _end = source.ReadBlock(_buffer, 0, _buffer.Length);
            }

            if (leavesOutFeed && _at < _end && _buffer[_at] == '\n')
            {
                _at++;
            }

            leavesOutFeed = false;
        }
        while (_at == _end && _end > 0);

        _endedInReturn = false;
        return _at < _end;
    }
}
