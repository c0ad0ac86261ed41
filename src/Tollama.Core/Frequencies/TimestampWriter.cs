using System.Globalization;
using System.Text;

namespace Tollama.Core.Frequencies;

/// <summary>Writes time stamps in the form in which they were read.</summary>
internal static class TimestampWriter
{
    public static bool TryWrite(Timestamp stamp, int offsetMinutes, Span<byte> utf8, out int written)
    {
        TimestampForm form = stamp.Form;
        written = 0;
        if (utf8.Length < TimestampReader.MaxLength && utf8.Length < 48 + (stamp.Zone?.Length ?? 0))
        {
            return false;
        }

        if (form.Date >= TimestampDateForm.Index)
        {
            return WriteNumber(stamp, utf8, out written);
        }

        DateTime local = new(stamp.Ticks);
        int at = Date(form, local, utf8);
        if (form.HasTime)
        {
            at = Time(form, local, utf8, at);
        }

        at = Offset(form.Zone, offsetMinutes, utf8, at);
        if (stamp.Zone is { } zone && form.Zone != TimestampZoneForm.OfZone)
        {
            utf8[at++] = (byte)'[';
            at += Encoding.ASCII.GetBytes(zone, utf8[at..]);
            utf8[at++] = (byte)']';
        }

        written = at;
        return true;
    }

    private static bool WriteNumber(Timestamp stamp, Span<byte> utf8, out int written)
    {
        if (stamp.Form.Date >= TimestampDateForm.CompactHour)
        {
            written = CompactTime(stamp.Form.Date, new DateTime(stamp.Ticks), utf8);
            return true;
        }

        if (stamp.Form.Date >= TimestampDateForm.UnixSeconds)
        {
            return WriteUnixTime(stamp, utf8, out written);
        }

        return stamp.Form.Width > 0
            ? stamp.Ticks.TryFormat(utf8, out written, "D" + stamp.Form.Width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : stamp.Ticks.TryFormat(utf8, out written, default, CultureInfo.InvariantCulture);
    }

    private static bool WriteUnixTime(Timestamp stamp, Span<byte> utf8, out int written)
    {
        long ticks = stamp.Ticks - DateTime.UnixEpoch.Ticks;
        if (stamp.Form.Date is TimestampDateForm.UnixNanoseconds or TimestampDateForm.UnixMicroseconds)
        {
            Int128 number = stamp.Form.Date == TimestampDateForm.UnixNanoseconds ? (Int128)ticks * 100 : ticks / TimeSpan.TicksPerMicrosecond;
            return number.TryFormat(utf8, out written, default, CultureInfo.InvariantCulture);
        }

        long unit = stamp.Form.Date == TimestampDateForm.UnixSeconds ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        int at = 0;
        if (ticks < 0)
        {
            utf8[at++] = (byte)'-';
        }

        long whole = Math.Abs(ticks) / unit;
        long fraction = Math.Abs(ticks) % unit;
        _ = whole.TryFormat(utf8[at..], out int length, default, CultureInfo.InvariantCulture);
        at += length;
        int digits = Math.Max(0, stamp.Form.Precision - TimestampForm.Seconds);
        if (digits > 0 || fraction != 0)
        {
            utf8[at++] = (byte)'.';
            for (int digit = 0; digit < digits || fraction != 0; digit++)
            {
                fraction *= 10;
                utf8[at++] = (byte)('0' + (fraction / unit));
                fraction %= unit;
            }
        }

        written = at;
        return true;
    }

    private static int CompactTime(TimestampDateForm form, DateTime local, Span<byte> utf8)
    {
        int at = Two(utf8, Two(utf8, Two(utf8, Four(utf8, 0, local.Year), local.Month), local.Day), local.Hour);
        at = form >= TimestampDateForm.CompactMinute ? Two(utf8, at, local.Minute) : at;
        return form >= TimestampDateForm.CompactSecond ? Two(utf8, at, local.Second) : at;
    }

    /// <summary>2015/16, 2015-2016, FY2016, FY 16.</summary>
    private static int FiscalYear(TimestampForm form, DateTime local, Span<byte> utf8)
    {
        int at = 0;
        if (form.HasFlag(FiscalYearStyle.Prefix))
        {
            utf8[at++] = (byte)'F';
            utf8[at++] = (byte)'Y';
            if (form.HasFlag(FiscalYearStyle.Blank))
            {
                utf8[at++] = (byte)' ';
            }
        }

        at = form.HasFlag(FiscalYearStyle.ShortFirst) ? Two(utf8, at, local.Year % 100) : Four(utf8, at, local.Year);
        if (!form.HasFlag(FiscalYearStyle.Second))
        {
            return at;
        }

        utf8[at++] = form.Separator;
        return form.HasFlag(FiscalYearStyle.LongSecond) ? Four(utf8, at, local.Year + 1) : Two(utf8, at, (local.Year + 1) % 100);
    }

    private static int Date(TimestampForm full, DateTime local, Span<byte> utf8)
    {
        TimestampDateForm form = full.Date;
        if (form == TimestampDateForm.YearWeek)
        {
            int at = Four(utf8, 0, ISOWeek.GetYear(local));
            utf8[at++] = (byte)'-';
            utf8[at++] = (byte)'W';
            return Two(utf8, at, ISOWeek.GetWeekOfYear(local));
        }

        if (form == TimestampDateForm.FiscalYear)
        {
            return FiscalYear(full, local, utf8);
        }

        int end = Four(utf8, 0, local.Year);
        switch (form)
        {
            case TimestampDateForm.Year:
                return end;
            case TimestampDateForm.Compact:
                return Two(utf8, Two(utf8, end, local.Month), local.Day);
            case TimestampDateForm.YearQuarter or TimestampDateForm.YearDashQuarter:
                if (form == TimestampDateForm.YearDashQuarter)
                {
                    utf8[end++] = (byte)'-';
                }

                utf8[end++] = (byte)'Q';
                utf8[end++] = (byte)('1' + ((local.Month - 1) / 3));
                return end;
            default:
                utf8[end++] = (byte)'-';
                end = Two(utf8, end, local.Month);
                if (form == TimestampDateForm.YearMonth)
                {
                    return end;
                }

                utf8[end++] = (byte)'-';
                return Two(utf8, end, local.Day);
        }
    }

    private static int Time(TimestampForm form, DateTime local, Span<byte> utf8, int at)
    {
        utf8[at++] = form.Separator;
        at = Two(utf8, at, local.Hour);
        if (form.Precision >= TimestampForm.Minutes)
        {
            utf8[at++] = (byte)':';
            at = Two(utf8, at, local.Minute);
        }

        if (form.Precision >= TimestampForm.Seconds)
        {
            utf8[at++] = (byte)':';
            at = Two(utf8, at, local.Second);
        }

        if (form.Precision <= TimestampForm.Seconds)
        {
            return at;
        }

        utf8[at++] = (byte)'.';
        long fraction = local.Ticks % TimeSpan.TicksPerSecond;
        for (int digit = TimestampForm.Seconds; digit < form.Precision; digit++)
        {
            fraction *= 10;
            utf8[at++] = (byte)('0' + (fraction / TimeSpan.TicksPerSecond));
            fraction %= TimeSpan.TicksPerSecond;
        }

        return at;
    }

    private static int Offset(TimestampZoneForm form, int minutes, Span<byte> utf8, int at)
    {
        if (form is TimestampZoneForm.None or TimestampZoneForm.Zulu or TimestampZoneForm.SmallZulu)
        {
            if (form != TimestampZoneForm.None)
            {
                utf8[at++] = form == TimestampZoneForm.Zulu ? (byte)'Z' : (byte)'z';
            }

            return at;
        }

        utf8[at++] = minutes < 0 ? (byte)'-' : (byte)'+';
        minutes = Math.Abs(minutes);
        at = Two(utf8, at, minutes / 60);
        if (form == TimestampZoneForm.HoursOnly)
        {
            return at;
        }

        if (form is TimestampZoneForm.Colon or TimestampZoneForm.OfZone)
        {
            utf8[at++] = (byte)':';
        }

        return Two(utf8, at, minutes % 60);
    }

    private static int Four(Span<byte> utf8, int at, int value) => Two(utf8, Two(utf8, at, value / 100), value % 100);

    private static int Two(Span<byte> utf8, int at, int value)
    {
        utf8[at] = (byte)('0' + (value / 10));
        utf8[at + 1] = (byte)('0' + (value % 10));
        return at + 2;
    }
}
