using System.Runtime.InteropServices;

namespace Tollama.Core.Frequencies;

/// <summary>How a time stamp is written, apart from its value.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimestampForm(TimestampDateForm Date, byte Separator, byte Precision, TimestampZoneForm Zone, byte Width)
{
    /// <summary>No time at all.</summary>
    public const byte NoTime = 0;

    /// <summary>Hours only: <c>T10</c>.</summary>
    public const byte Hours = 1;

    /// <summary>Hours and minutes.</summary>
    public const byte Minutes = 2;

    /// <summary>Hours, minutes, seconds; each number above is one more digit after the point.</summary>
    public const byte Seconds = 3;

    public static TimestampForm DateOnly { get; } = new(TimestampDateForm.Date, (byte)'T', NoTime, TimestampZoneForm.None, 0);

    public bool HasTime => Precision != NoTime;

    /// <summary>Whether a fiscal year is written in this way.</summary>
    public bool HasFlag(FiscalYearStyle style) => ((FiscalYearStyle)Width & style) != FiscalYearStyle.None;
}
