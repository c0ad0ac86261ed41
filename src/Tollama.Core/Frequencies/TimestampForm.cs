using System.Runtime.InteropServices;

namespace Tollama.Core.Frequencies;

/// <summary>How a time stamp is written, apart from its value.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimestampForm(TimestampDateForm Date, byte Separator, sbyte Precision, TimestampZoneForm Zone, byte Width)
{
    /// <summary>No time at all.</summary>
    public const sbyte NoTime = -4;

    /// <summary>Hours only: <c>T10</c>.</summary>
    public const sbyte Hours = -2;

    /// <summary>Hours and minutes.</summary>
    public const sbyte Minutes = -1;

    /// <summary>Hours, minutes, seconds; a number above is the count of digits after the point.</summary>
    public const sbyte Seconds = 0;

    public static TimestampForm DateOnly { get; } = new(TimestampDateForm.Date, (byte)'T', NoTime, TimestampZoneForm.None, 0);

    public bool HasTime => Precision != NoTime;
}
