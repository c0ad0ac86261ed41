using System.Globalization;

namespace Tollama.Data.Tables.Xlsx.Formats;

/// <summary>Days as workbooks count them: from the end of 1899, with a 29 February 1900 that never was, or from the beginning of 1904 (ECMA-376 part 1, 18.17.4).</summary>
internal static class SerialDate
{
    private const double MillisecondsOfDay = 86_400_000;
    private const int FalseDay = 60;

    // 31 December 9999 in the system of 1900.
    private const double Last = 2_958_466;

    /// <summary>The days that a workbook of 1904 counts less.</summary>
    private const int LaterStart = 1462;

    /// <summary>How much of the time of a day a number has, to the nearest millisecond.</summary>
    public static DayPart PartOf(double serial)
    {
        const double MillisecondsOfSecond = 1000;
        double milliseconds = Math.Round(serial * MillisecondsOfDay);
        return milliseconds % MillisecondsOfDay == 0 ? DayPart.None : milliseconds % MillisecondsOfSecond == 0 ? DayPart.Seconds : DayPart.Milliseconds;
    }

    /// <summary>Writes a day, perhaps with its time, to the nearest millisecond; the number itself where no day has it.</summary>
    /// <param name="serial">The number.</param>
    /// <param name="is1904">Whether the workbook counts from 1904.</param>
    /// <param name="part">How much of the time of the day is written.</param>
    /// <param name="text">At least 32 characters.</param>
    /// <returns>The characters written.</returns>
    public static int Write(double serial, bool is1904, DayPart part, Span<char> text)
    {
        double days = is1904 ? serial + LaterStart : serial;
        if (days is not (>= 0 and < Last) || (is1904 && serial < 0))
        {
            return Write(serial, text);
        }

        double milliseconds = Math.Round(days * MillisecondsOfDay);
        int day = (int)(milliseconds / MillisecondsOfDay);
        DateTime time = DateTime.UnixEpoch.AddMilliseconds(milliseconds % MillisecondsOfDay);
        int length = WriteDay(day, text);
        if (part == DayPart.None)
        {
            return length;
        }

        text[length++] = ' ';
        time.TryFormat(text[length..], out int written, part == DayPart.Milliseconds ? "HH:mm:ss.fff" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return length + written;
    }

    /// <summary>Writes a part of a day as a clock shows it; a whole day is 24:00.</summary>
    public static int WriteClock(double fraction, Span<char> text)
    {
        const int DayLength = 8;
        double milliseconds = Math.Round(fraction * MillisecondsOfDay);
        if (milliseconds >= MillisecondsOfDay)
        {
            "24:00:00".CopyTo(text);
            return DayLength;
        }

        DateTime time = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        time.TryFormat(text, out int written, time.Millisecond > 0 ? "HH:mm:ss.fff" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Writes a number so that it can be read bit for bit: whole ones without an exponent, as spreadsheets show ids.</summary>
    /// <param name="number">The number, which is finite.</param>
    /// <param name="text">At least 32 characters.</param>
    /// <returns>The characters written.</returns>
    public static int Write(double number, Span<char> text)
    {
        const double LargestShown = 1e21;
        bool isLargeWhole = Math.Abs(number) is >= 1e15 and < LargestShown && Math.Floor(number) == number;
        number.TryFormat(text, out int written, isLargeWhole ? "F0" : "R", CultureInfo.InvariantCulture);
        return written;
    }

    // The days of 1900 before the false one are one later than days are counted from it on; day 0 and the false day are in no calendar.
    private static int WriteDay(int day, Span<char> text)
    {
        string? none = day switch { 0 => "1900-01-00", FalseDay => "1900-02-29", _ => null };
        if (none is not null)
        {
            none.CopyTo(text);
            return none.Length;
        }

        DateTime date = new DateTime(1899, 12, day < FalseDay ? 31 : 30, 0, 0, 0, DateTimeKind.Utc).AddDays(day);
        date.TryFormat(text, out int written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return written;
    }
}
