using System.Buffers.Text;
using System.Text.Json;

namespace Tollama.Core.Json;

/// <summary>Reads a JSON array of numbers and nulls straight from its bytes: the one part of a request that is long.</summary>
/// <remarks>
/// A general tokenizer spends most of its time on what such an array does not have. Anything but numbers, nulls and commas ends the reading with
/// <see cref="IsComplete"/> false; the caller then takes the tokenizer, which also knows how to say what is wrong. Values are exact, see <see cref="JsonNumber"/>.
/// </remarks>
public ref struct NumberArrayReader
{
    private const int MaxExactDigits = 15;

    private readonly ReadOnlySpan<byte> _text;
    private int _position;
    private bool _isFirst;

    /// <summary>Starts at an array.</summary>
    /// <param name="text">Text whose first byte is the array's bracket; may go on after the array.</param>
    public NumberArrayReader(ReadOnlySpan<byte> text)
    {
        _text = text;
        _isFirst = true;
        _position = 1;
    }

    /// <summary>The last value read; <see cref="double.NaN"/> for null, infinity for a number out of range.</summary>
    public double Value { get; private set; }

    /// <summary>True once the array was read to its end without meeting anything else than numbers and nulls.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The bytes read; when <see cref="IsComplete"/>, the length of the array's text.</summary>
    public readonly int Consumed => _position;

    /// <summary>A tokenizer that goes on after an array that was read here.</summary>
    /// <param name="rest">The text after the array.</param>
    /// <param name="before">The state of the tokenizer that had stood before the array.</param>
    public static Utf8JsonReader Resume(ReadOnlySpan<byte> rest, JsonReaderState before)
    {
        Utf8JsonReader standIn = new("[]"u8, isFinalBlock: false, before);
        standIn.Read();
        standIn.Read();
        return new Utf8JsonReader(rest, isFinalBlock: true, standIn.CurrentState);
    }

    /// <summary>All values of an array that is known to hold nothing but numbers and nulls.</summary>
    /// <param name="text">The array's text.</param>
    /// <param name="length">How many elements it has.</param>
    public static double[] ReadAll(ReadOnlySpan<byte> text, int length)
    {
        double[] values = new double[length];
        NumberArrayReader reader = new(text);
        for (int place = 0; place < values.Length && reader.MoveNext(); place++)
        {
            values[place] = reader.Value;
        }

        return values;
    }

    /// <summary>Reads the next value.</summary>
    /// <returns><see langword="false"/> at the end of the array and before anything that is neither a number nor null.</returns>
    public bool MoveNext()
    {
        SkipBlanks();
        if (_position < _text.Length && _text[_position] == (byte)']')
        {
            _position++;
            IsComplete = true;
            return false;
        }

        if (!_isFirst)
        {
            if (_position >= _text.Length || _text[_position] != (byte)',')
            {
                return false;
            }

            _position++;
            SkipBlanks();
        }

        _isFirst = false;
        return ReadNumber() || ReadNull();
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    private bool ReadNull()
    {
        if (!_text[_position..].StartsWith("null"u8))
        {
            return false;
        }

        _position += 4;
        Value = double.NaN;
        return true;
    }

    private bool ReadNumber()
    {
        ReadOnlySpan<byte> text = _text;
        int at = _position;
        bool isNegative = at < text.Length && text[at] == (byte)'-';
        at += isNegative ? 1 : 0;
        long mantissa = 0;
        int wholeStart = at;
        ReadDigits(text, ref at, ref mantissa);
        int whole = at - wholeStart;
        if (whole == 0 || (whole > 1 && text[wholeStart] == (byte)'0'))
        {
            return false;
        }

        int fraction = 0;
        if (at < text.Length && text[at] == (byte)'.')
        {
            int fractionStart = ++at;
            ReadDigits(text, ref at, ref mantissa);
            fraction = at - fractionStart;
            if (fraction == 0)
            {
                return false;
            }
        }

        bool hasExponent = at < text.Length && text[at] is (byte)'e' or (byte)'E';
        if (hasExponent || whole + fraction > MaxExactDigits)
        {
            return ReadGeneral(hasExponent ? EndOfExponent(text, at) : at);
        }

        double magnitude = fraction == 0 ? mantissa : mantissa / JsonNumber.PowersOfTen[fraction];
        Value = isNegative ? -magnitude : magnitude;
        _position = at;
        return true;
    }

    private static void ReadDigits(ReadOnlySpan<byte> text, ref int at, ref long mantissa)
    {
        while ((uint)at < (uint)text.Length)
        {
            int digit = text[at] - '0';
            if ((uint)digit > 9)
            {
                break;
            }

            mantissa = unchecked((mantissa * 10) + digit);
            at++;
        }
    }

    /// <summary>Where the exponent at <paramref name="at"/> ends; 0 when it has no digits.</summary>
    private static int EndOfExponent(ReadOnlySpan<byte> text, int at)
    {
        at++;
        at += at < text.Length && text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
        int digits = at;
        long ignored = 0;
        ReadDigits(text, ref at, ref ignored);
        return at > digits ? at : 0;
    }

    private bool ReadGeneral(int end)
    {
        if (end == 0 || !Utf8Parser.TryParse(_text[_position..end], out double value, out int read) || read != end - _position)
        {
            return false;
        }

        Value = value;
        _position = end;
        return true;
    }
}
