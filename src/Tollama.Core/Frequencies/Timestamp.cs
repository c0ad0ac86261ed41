using System.Text;

namespace Tollama.Core.Frequencies;

/// <summary>When a value was observed: a point on the data's own calendar, or a position, that remembers how it was written.</summary>
/// <remarks>
/// Local date and time, with an offset from UTC and an IANA zone if those were written; nothing is converted.
/// Comparison is by instant (without an offset: as if it were UTC); how a stamp is written does not count.
/// </remarks>
public readonly partial struct Timestamp : IComparable<Timestamp>, IEquatable<Timestamp>
{
    private readonly long _value;
    private readonly TimestampForm _form;
    private readonly short _offsetMinutes;

    internal Timestamp(long value, TimestampForm form, short offsetMinutes, string? zone)
    {
        _value = value;
        _form = form;
        _offsetMinutes = offsetMinutes;
        Zone = zone;
    }

    /// <summary>Whether this is a position (<c>17</c>), not a date.</summary>
    public bool IsIndex => _form.Date == TimestampDateForm.Index;

    /// <summary>The position.</summary>
    /// <exception cref="InvalidOperationException">This is a date.</exception>
    public long Index => IsIndex ? _value : throw new InvalidOperationException($"The time stamp {this} is a date, not a position.");

    /// <summary>The date and time as written, on the data's own calendar.</summary>
    /// <exception cref="InvalidOperationException">This is a position.</exception>
    public DateTime Local => IsIndex
        ? throw new InvalidOperationException($"The time stamp {this} is a position, not a date.")
        : new DateTime(_value);

    /// <summary>The offset from UTC, if one was written.</summary>
    public TimeSpan? Offset => _form.Zone == TimestampZoneForm.None ? null : TimeSpan.FromMinutes(_offsetMinutes);

    /// <summary>The IANA zone of <c>2024-01-01T00:00:00+01:00[Europe/Berlin]</c>, if one was written.</summary>
    public string? Zone { get; }

    /// <summary>Whether a time of day was written.</summary>
    public bool HasTime => _form.HasTime || _form.Date >= TimestampDateForm.UnixSeconds;

    /// <summary>Whether this was written as Unix time, seconds or parts of them since 1970 in UTC.</summary>
    public bool IsUnixTime => _form.Date is >= TimestampDateForm.UnixSeconds and <= TimestampDateForm.UnixNanoseconds;

    /// <summary>Whether the text was four digits, which are a year among dates and a position among positions.</summary>
    public bool IsBareYear => _form.Date == TimestampDateForm.Year;

    /// <summary>The position, or the local ticks of 100 ns since the year 1.</summary>
    public long Ticks => _value;

    /// <summary>The position, or the ticks in UTC; local ticks when no offset was written.</summary>
    public long UtcTicks => _value - (_offsetMinutes * TimeSpan.TicksPerMinute);

    /// <summary>Whether this was written as a month, quarter or year, whose first day it is.</summary>
    internal bool NamesPeriod => _form.Date is TimestampDateForm.YearMonth or TimestampDateForm.YearQuarter or TimestampDateForm.YearDashQuarter
        or TimestampDateForm.Year or TimestampDateForm.FiscalYear;

    internal TimestampForm Form => _form;

    /// <summary>Equal points.</summary>
    public static bool operator ==(Timestamp left, Timestamp right) => left.Equals(right);

    /// <summary>Different points.</summary>
    public static bool operator !=(Timestamp left, Timestamp right) => !left.Equals(right);

    /// <summary>Earlier.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Later.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    /// <summary>A position.</summary>
    public static Timestamp FromIndex(long index) =>
        new(index, TimestampForm.DateOnly with { Date = TimestampDateForm.Index }, 0, null);

    /// <summary>A local date, written <c>2024-01-31</c>, or with its time, <c>2024-01-31T09:30:00</c>, when that is not midnight.</summary>
    public static Timestamp FromLocal(DateTime local) => new Timestamp(0, TimestampForm.DateOnly, 0, null).WithLocal(local);

    /// <summary>Reads a time stamp from UTF-8.</summary>
    /// <remarks>
    /// ISO 8601, RFC 3339, RFC 9557 with a zone, 2024-01, 2024Q1, 2024-W05, 2024, 20240131, 202401312359, 20240131235959, Unix seconds
    /// (10 digits, 1704067200.5 too), milliseconds (13), microseconds (16) or nanoseconds (19), a position (any other whole number).
    /// 24:00 is the midnight at the end of a day.
    /// </remarks>
    /// <param name="utf8">The text without blanks around it.</param>
    /// <param name="timestamp">The time stamp; the default value when the text is none.</param>
    /// <returns>Whether the text is a time stamp whose date and time exist.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Timestamp timestamp) => TimestampReader.TryRead(utf8, out timestamp);

    /// <summary>Reads a time stamp from text; see the overload for UTF-8.</summary>
    /// <param name="text">The text without blanks around it.</param>
    /// <param name="timestamp">The time stamp; the default value when the text is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Timestamp timestamp)
    {
        timestamp = default;
        Span<byte> utf8 = stackalloc byte[TimestampReader.MaxLength];
        return text.Length <= TimestampReader.MaxLength
            && Ascii.FromUtf16(text, utf8, out int length) == System.Buffers.OperationStatus.Done
            && TimestampReader.TryRead(utf8[..length], out timestamp);
    }

    /// <summary>Reads a time stamp in a notation that the text alone does not show.</summary>
    /// <param name="text">The text without blanks around it.</param>
    /// <param name="notation">How it is written.</param>
    /// <param name="timestamp">The time stamp, which prints in the same notation; the default value when the text is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, TimestampNotation notation, out Timestamp timestamp)
    {
        timestamp = default;
        Span<byte> utf8 = stackalloc byte[TimestampReader.MaxLength];
        return text.Length <= TimestampReader.MaxLength
            && Ascii.FromUtf16(text, utf8, out int length) == System.Buffers.OperationStatus.Done
            && TimestampNotations.TryRead(utf8[..length], notation, out timestamp);
    }

    /// <summary>Reads a time stamp from text; see <see cref="TryParse(ReadOnlySpan{byte}, out Timestamp)"/>.</summary>
    /// <exception cref="FormatException">The text is no time stamp.</exception>
    public static Timestamp Parse(string text) =>
        TryParse(text.AsSpan(), out Timestamp timestamp) ? timestamp : throw new FormatException($"'{text}' is not a date or time.");

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => UtcTicks.CompareTo(other.UtcTicks);

    /// <inheritdoc/>
    public bool Equals(Timestamp other) => UtcTicks == other.UtcTicks && IsIndex == other.IsIndex;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Timestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => UtcTicks.GetHashCode();

    /// <summary>The time stamp in the form in which it was written; digits of a second past the seventh print as 0.</summary>
    public override string ToString()
    {
        Span<byte> utf8 = stackalloc byte[TimestampReader.MaxLength];
        return TryFormat(utf8, out int written) ? Encoding.ASCII.GetString(utf8[..written]) : "";
    }

    /// <summary>Writes the time stamp as UTF-8, in the form in which it was written.</summary>
    /// <param name="utf8">Where to; 96 bytes are always enough.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryFormat(Span<byte> utf8, out int written) => TimestampWriter.TryWrite(this, _offsetMinutes, utf8, out written);
}
