using System.Buffers;
using System.Text.Json;

namespace Tollama.Core.Json;

/// <summary>Reads JSON numbers to <see cref="double"/>, exactly, with a short way for the usual ones.</summary>
/// <remarks>
/// Clinger, "How to read floating point numbers accurately" (1990), section 6: a decimal of at most 15 digits with a power of ten of at most 22
/// is one correctly rounded multiplication or division of two exactly represented doubles. Everything else takes the framework's parser.
/// </remarks>
public static class JsonNumber
{
    private const int MaxExactDigits = 15;

    // Beyond it a double is not the only whole number that is read as it.
    private const double LargestExact = (1L << 53) - 1;

    internal static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>The value of the number token that <paramref name="reader"/> stands on; infinity when it is out of range.</summary>
    public static double ReadDouble(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence)
        {
            return TryReadShort(reader.ValueSpan, out double value) ? value : reader.GetDouble();
        }

        return TryReadShort(reader.ValueSequence.ToArray(), out double copied) ? copied : reader.GetDouble();
    }

    /// <summary>The whole number that <paramref name="reader"/> stands on; <c>3.0</c> is one, too, as programs write it that have one kind of number only.</summary>
    /// <returns><see langword="false"/> for a fraction, a number out of range, and what is no number.</returns>
    public static bool TryReadWhole(ref Utf8JsonReader reader, out long whole)
    {
        whole = 0;
        return reader.TokenType == JsonTokenType.Number && (reader.TryGetInt64(out whole) || TryGetWhole(ReadDouble(ref reader), out whole));
    }

    /// <summary>The whole number that an element is, with or without a point and zeros.</summary>
    /// <returns><see langword="false"/> for a fraction, a number out of range, and what is no number.</returns>
    public static bool TryReadWhole(JsonElement element, out long whole)
    {
        whole = 0;
        return element.ValueKind == JsonValueKind.Number
            && (element.TryGetInt64(out whole) || (element.TryGetDouble(out double number) && TryGetWhole(number, out whole)));
    }

    /// <summary>The whole number that a double is.</summary>
    /// <returns><see langword="false"/> for a fraction, and for a number that may stand for its neighbors as well.</returns>
    public static bool TryGetWhole(double number, out long whole)
    {
        bool isWhole = double.IsInteger(number) && Math.Abs(number) <= LargestExact;
        whole = isWhole ? (long)number : 0;
        return isWhole;
    }

    /// <summary>Reads a valid JSON number that has at most 15 significant digits and no exponent part.</summary>
    /// <returns><see langword="false"/> when the number is of another kind; its value is then still to be read.</returns>
    public static bool TryReadShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        int position = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            position = 1;
        }

        long mantissa = 0;
        int digits = 0;
        int fractionStart = -1;
        for (; position < text.Length; position++)
        {
            int digit = text[position] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits += mantissa == 0 ? 0 : 1;
                if (digits > MaxExactDigits)
                {
                    return false;
                }
            }
            else if (text[position] == '.' && fractionStart < 0)
            {
                fractionStart = position + 1;
            }
            else
            {
                return false;
            }
        }

        int scale = fractionStart < 0 ? 0 : text.Length - fractionStart;
        if (scale >= PowersOfTen.Length)
        {
            return false;
        }

        double magnitude = scale == 0 ? mantissa : mantissa / PowersOfTen[scale];
        value = negative ? -magnitude : magnitude;
        return true;
    }
}
