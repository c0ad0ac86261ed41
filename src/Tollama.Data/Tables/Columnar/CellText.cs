using System.Globalization;
using System.Text.Unicode;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Columnar;

/// <summary>Writes the cells of a typed column as a text of the same table would have them.</summary>
/// <param name="form">The column.</param>
internal sealed class CellText(ColumnForm form)
{
    private const int LongestOfValues = 64;

    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    private static readonly double[] PowersOfTen =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private readonly ZoneClock? _clock = form.Zone is { } zone && !IsFixed(zone, out _) ? ZoneClock.Find(zone) : null;
    private readonly long _fixedOffset = form.Zone is { } zone && IsFixed(zone, out TimeSpan offset) ? offset.Ticks : 0;
    private char[] _text = new char[LongestOfValues];

    /// <summary>A cell, trimmed; valid until the next one is written.</summary>
    /// <exception cref="InvalidDataException">It is no UTF-8.</exception>
    public ReadOnlySpan<char> Write(CellBlock block, int place)
    {
        if (block.IsMissing[place])
        {
            return default;
        }

        return form.Kind switch
        {
            CellKind.Text => Text(block.Utf8.Span.Slice(block.Starts[place], block.Lengths[place])),
            CellKind.Decimal => Decimal(block.Wide[place]),
            _ => Value(block.Bits[place]),
        };
    }

    /// <summary>A cell as the number that its text is; <see cref="double.NaN"/> where it is missing.</summary>
    /// <returns><see langword="false"/> when it is none, or infinite.</returns>
    public bool TryNumber(CellBlock block, int place, out double number)
    {
        number = double.NaN;
        if (block.IsMissing[place] || !form.IsNumber)
        {
            return form.IsNumber;
        }

        number = form.Kind switch
        {
            CellKind.Integer => block.Bits[place],
            CellKind.Unsigned => (ulong)block.Bits[place],
            CellKind.Double => BitConverter.Int64BitsToDouble(block.Bits[place]),
            CellKind.Decimal => Number(block.Wide[place]),
            _ => Short(block.Bits[place]),
        };
        return !double.IsInfinity(number);
    }

    /// <summary>Whether the name of a zone is an offset, or UTC.</summary>
    public static bool IsFixed(string zone, out TimeSpan offset)
    {
        offset = default;
        bool isOffset = zone is ['+' or '-', _, _, ':', _, _] && TimeSpan.TryParseExact(zone[1..], "hh\\:mm", CultureInfo.InvariantCulture, out offset);
        offset = isOffset && zone[0] == '-' ? -offset : offset;
        return isOffset || zone.ToUpperInvariant() is "UTC" or "Z" or "ETC/UTC" or "GMT" or "ZULU";
    }

    private ReadOnlySpan<char> Text(ReadOnlySpan<byte> utf8)
    {
        if (_text.Length < utf8.Length)
        {
            _text = new char[Math.Max(utf8.Length, Math.Min(2 * _text.Length, 1 << 16))];
        }

        return Utf8.ToUtf16(utf8, _text, out _, out int length, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done
            ? _text.AsSpan(0, length).Trim()
            : throw new InvalidDataException("a text is no valid UTF-8");
    }

    private ReadOnlySpan<char> Value(long bits)
    {
        int length;
        switch (form.Kind)
        {
            case CellKind.Truth:
                return bits != 0 ? "true" : "false";
            case CellKind.Integer:
                _ = bits.TryFormat(_text, out length, default, CultureInfo.InvariantCulture);
                break;
            case CellKind.Unsigned:
                _ = ((ulong)bits).TryFormat(_text, out length, default, CultureInfo.InvariantCulture);
                break;
            case CellKind.Double:
                _ = BitConverter.Int64BitsToDouble(bits).TryFormat(_text, out length, default, CultureInfo.InvariantCulture);
                break;
            case CellKind.Single:
                _ = BitConverter.Int32BitsToSingle((int)bits).TryFormat(_text, out length, default, CultureInfo.InvariantCulture);
                break;
            case CellKind.Half:
                _ = BitConverter.UInt16BitsToHalf((ushort)bits).TryFormat(_text, out length, default, CultureInfo.InvariantCulture);
                break;
            case CellKind.Date:
                _ = Epoch.AddDays(bits).TryFormat(_text, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            case CellKind.Clock:
                _ = new DateTime(TicksOf(bits)).TryFormat(_text, out length, Fraction("HH:mm:ss"), CultureInfo.InvariantCulture);
                break;
            default:
                length = Stamp(TicksOf(bits));
                break;
        }

        return _text.AsSpan(0, length);
    }

    private int Stamp(long ticks)
    {
        long utc = Epoch.Ticks + ticks;
        if (form.Zone is not { } zone)
        {
            _ = new DateTime(utc).TryFormat(_text, out int local, form.HasTimeOfDay ? Fraction("yyyy-MM-ddTHH:mm:ss") : "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return local;
        }

        // Before there were time zones, clocks had offsets of odd seconds: the moment stays right.
        long offset = (_clock?.OffsetAt(utc) ?? _fixedOffset) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute;
        _ = new DateTime(utc + offset).TryFormat(_text, out int length, Fraction("yyyy-MM-ddTHH:mm:ss"), CultureInfo.InvariantCulture);
        if (_clock is null && _fixedOffset == 0)
        {
            _text[length] = 'Z';
            return length + 1;
        }

        _text[length++] = offset < 0 ? '-' : '+';
        _ = new DateTime(Math.Abs(offset)).TryFormat(_text.AsSpan(length), out int written, "HH:mm", CultureInfo.InvariantCulture);
        length += written;
        if (_clock is null)
        {
            return length;
        }

        if (_text.Length < length + zone.Length + 2)
        {
            Array.Resize(ref _text, length + zone.Length + 2);
        }

        _text[length++] = '[';
        zone.CopyTo(_text.AsSpan(length));
        length += zone.Length;
        _text[length++] = ']';
        return length;
    }

    private ReadOnlySpan<char> Fraction(string format) => form.FractionDigits switch
    {
        0 => format,
        <= 3 => format + ".fff",
        <= 6 => format + ".ffffff",
        _ => format + ".fffffff",
    };

    private long TicksOf(long units) => form.UnitsPerSecond <= TimeSpan.TicksPerSecond
        ? checked(units * (TimeSpan.TicksPerSecond / form.UnitsPerSecond))
        : units / (form.UnitsPerSecond / TimeSpan.TicksPerSecond);

    private ReadOnlySpan<char> Decimal(Int128 unscaled)
    {
        int scale = form.Scale;
        while (scale > 0 && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        Span<char> digits = stackalloc char[LongestOfValues];
        _ = (unscaled < 0 ? -unscaled : unscaled).TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        int zeros = Math.Max(0, scale + 1 - count);
        int length = 0;
        if (_text.Length < count + zeros + 2)
        {
            _text = new char[count + zeros + 2];
        }

        if (unscaled < 0)
        {
            _text[length++] = '-';
        }

        for (int place = 0; place < zeros + count; place++)
        {
            if (place == zeros + count - scale)
            {
                _text[length++] = '.';
            }

            _text[length++] = place < zeros ? '0' : digits[place - zeros];
        }

        return _text.AsSpan(0, length);
    }

    private double Number(Int128 unscaled)
    {
        // Both are exact in a double, and so their quotient is rounded once.
        const long ExactWhole = 1L << 53;
        return form.Scale < PowersOfTen.Length && Int128.Abs(unscaled) <= ExactWhole
            ? (double)(long)unscaled / PowersOfTen[form.Scale]
            : double.Parse(Decimal(unscaled), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A number of 16 or 32 bits stands for the shortest text that is read as it: 0.1, not 0.10000000149.</summary>
    private double Short(long bits)
    {
        double exact = form.Kind == CellKind.Single ? BitConverter.Int32BitsToSingle((int)bits) : (double)BitConverter.UInt16BitsToHalf((ushort)bits);
        return !double.IsFinite(exact) || (Math.Abs(exact) < 1 << 24 && Math.Truncate(exact) == exact && exact != 0)
            ? exact
            : double.Parse(Value(bits), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
