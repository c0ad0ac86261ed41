using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tollama.Core.Json;

/// <summary>Goes from one bare <c>NaN</c> or <c>Infinity</c> of a text to the next, outside of strings, and knows where in the text each stands.</summary>
/// <param name="text">A text like JSON. What is nested too deeply to be read is not gone through.</param>
internal ref struct BareNumberScan(ReadOnlySpan<byte> text)
{
    private const int MaxDepth = 64;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"[]{},NI"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Level[] _levels = new Level[MaxDepth];
    private int _depth;

    public static ReadOnlySpan<byte> NaN => "NaN"u8;

    public static ReadOnlySpan<byte> Infinity => "Infinity"u8;

    /// <summary>Where the word begins, with its sign.</summary>
    public int Start { get; private set; }

    /// <summary>The place behind the word.</summary>
    public int End { get; private set; }

    public bool IsNaN { get; private set; }

    public readonly bool IsNegative => _text[Start] == (byte)'-';

    /// <summary>Whether the word is an element of an array.</summary>
    public readonly bool IsInArray => _depth > 0 && _levels[_depth - 1].IsArray;

    /// <summary>Whether the word is a member of an object that is the member <paramref name="name"/> of another.</summary>
    public readonly bool IsIn(ReadOnlySpan<byte> name) =>
        _depth > 1 && !_levels[_depth - 1].IsArray && !_levels[_depth - 2].IsArray && NameAt(_depth - 2).SequenceEqual(name);

    /// <summary>Goes to the next word.</summary>
    public bool MoveNext()
    {
        int at = End;
        while (_depth < MaxDepth && at < _text.Length && _text[at..].IndexOfAny(Marks) is >= 0 and int passed)
        {
            at += passed;
            switch (_text[at])
            {
                case (byte)'"':
                    at = ReadString(at);
                    continue;
                case (byte)'[' or (byte)'{':
                    _levels[_depth++] = new Level { IsArray = _text[at] == (byte)'[' };
                    break;
                case (byte)']' or (byte)'}':
                    _depth = Math.Max(0, _depth - 1);
                    break;
                case (byte)',':
                    _levels[Math.Max(0, _depth - 1)].Place++;
                    break;
                default:
                    if (IsWordAt(at))
                    {
                        return true;
                    }

                    break;
            }

            at++;
        }

        End = _text.Length;
        return false;
    }

    /// <summary>The names and positions that lead to the word.</summary>
    public readonly IReadOnlyList<string> Path()
    {
        string[] path = new string[_depth];
        for (int depth = 0; depth < path.Length; depth++)
        {
            path[depth] = _levels[depth].IsArray ? _levels[depth].Place.ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(NameAt(depth));
        }

        return path;
    }

    private readonly ReadOnlySpan<byte> NameAt(int depth) => _text.Slice(_levels[depth].NameStart, _levels[depth].NameLength);

    // The last string before a value that is none itself is its name.
    private readonly int ReadString(int start)
    {
        int at = start + 1;
        while (at < _text.Length && _text[at..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and int passed)
        {
            at += passed;
            if (_text[at] == (byte)'"')
            {
                if (_depth > 0)
                {
                    _levels[_depth - 1].NameStart = start + 1;
                    _levels[_depth - 1].NameLength = at - start - 1;
                }

                return at + 1;
            }

            at += 2;
        }

        return _text.Length;
    }

    private bool IsWordAt(int at)
    {
        IsNaN = _text[at] == (byte)'N';
        ReadOnlySpan<byte> word = IsNaN ? NaN : Infinity;
        if (!_text[at..].StartsWith(word))
        {
            return false;
        }

        Start = !IsNaN && at > 0 && _text[at - 1] == (byte)'-' ? at - 1 : at;
        End = at + word.Length;
        return !IsLetter(Start - 1) && !IsLetter(End);
    }

    private readonly bool IsLetter(int at) => (uint)at < (uint)_text.Length && (char.IsAsciiLetterOrDigit((char)_text[at]) || _text[at] is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'+');

    private struct Level
    {
        public bool IsArray;
        public int Place;
        public int NameStart;
        public int NameLength;
    }
}
