namespace Tollama.Core.Frequencies;

/// <content>Other points in the same form.</content>
public readonly partial struct Timestamp
{
    /// <summary>Another position, written in the same way.</summary>
    public Timestamp WithIndex(long index) => IsIndex ? new(index, _form, 0, null) : FromIndex(index);

    /// <summary>Another local date and time in the same form, with the same offset and zone.</summary>
    /// <remarks>A form that cannot hold it is widened: 2024-01 to 2024-01-15, a date to a date with a time, minutes to seconds.</remarks>
    public Timestamp WithLocal(DateTime local) => new(local.Ticks, Widen(_form, local), _offsetMinutes, Zone);

    /// <summary>Another local date and time in the same form, with another offset from UTC if the form shows one.</summary>
    /// <param name="local">The local date and time.</param>
    /// <param name="offset">Whole minutes, between -18 and 18 hours.</param>
    public Timestamp WithLocal(DateTime local, TimeSpan offset)
    {
        TimestampForm form = Widen(_form, local);
        if (form.Zone == TimestampZoneForm.None)
        {
            return new(local.Ticks, form, 0, Zone);
        }

        short minutes = (short)offset.TotalMinutes;
        TimestampZoneForm zone = form.Zone switch
        {
            TimestampZoneForm.Zulu or TimestampZoneForm.SmallZulu when minutes != 0 => TimestampZoneForm.Colon,
            TimestampZoneForm.HoursOnly when minutes % 60 != 0 => TimestampZoneForm.Colon,
            _ => form.Zone,
        };
        return new(local.Ticks, form with { Zone = zone }, minutes, Zone);
    }

    /// <summary>A moment in a zone, written with its offset, <c>2024-10-27T02:00:00+02:00</c>; the zone is known but not written.</summary>
    /// <param name="local">The local date and time.</param>
    /// <param name="offset">The offset from UTC then, in whole minutes.</param>
    /// <param name="zone">The zone's name.</param>
    public Timestamp InZone(DateTime local, TimeSpan offset, string zone)
    {
        byte precision = HasTime && _form.Date < TimestampDateForm.Index ? Math.Max(_form.Precision, TimestampForm.Seconds) : TimestampForm.Seconds;
        TimestampForm form = new(TimestampDateForm.Date, (byte)'T', precision, TimestampZoneForm.OfZone, 0);
        return new(local.Ticks, Widen(form, local), (short)offset.TotalMinutes, zone);
    }

    /// <summary>The same point in a form that can show every later step of a frequency: hourly steps from a date need a time.</summary>
    public Timestamp Showing(Frequency frequency)
    {
        if (_form.Date >= TimestampDateForm.CompactHour)
        {
            TimestampDateForm compact = frequency.Unit switch
            {
                >= FrequencyUnit.Hour => _form.Date,
                FrequencyUnit.Minute when _form.Date == TimestampDateForm.CompactHour => TimestampDateForm.CompactMinute,
                FrequencyUnit.Minute => _form.Date,
                _ => TimestampDateForm.CompactSecond,
            };
            return new(_value, _form with { Date = compact }, _offsetMinutes, Zone);
        }

        if (_form.Date >= TimestampDateForm.Index)
        {
            return this;
        }

        TimestampDateForm date = frequency.Unit switch
        {
            FrequencyUnit.Year => _form.Date,
            FrequencyUnit.Quarter when _form.Date is not (TimestampDateForm.Year or TimestampDateForm.FiscalYear) => _form.Date,
            FrequencyUnit.Quarter or FrequencyUnit.Month when _form.Date is not (TimestampDateForm.Date or TimestampDateForm.Compact) =>
                TimestampDateForm.YearMonth,
            FrequencyUnit.Week when _form.Date == TimestampDateForm.YearWeek => _form.Date,
            _ => _form.Date == TimestampDateForm.Compact ? TimestampDateForm.Compact : TimestampDateForm.Date,
        };
        byte needed = PrecisionFor(frequency);
        byte least = needed == TimestampForm.NoTime || _form.HasTime ? needed : Math.Max(needed, TimestampForm.Seconds);
        TimestampForm form = (date == _form.Date ? _form : AsDate(_form) with { Date = date }) with { Precision = Math.Max(_form.Precision, least) };
        return new(_value, Widen(form, new DateTime(_value)), _offsetMinutes, Zone);
    }

    /// <summary>The position that a bare year is among positions; the stamp itself otherwise.</summary>
    public Timestamp AsIndex() => IsBareYear ? FromIndex(new DateTime(_value).Year) : this;

    /// <summary>The same point in a form that is read as the same one without its column: 2015-16, 2024013123 and short Unix times are not.</summary>
    internal Timestamp SelfEvident()
    {
        if (_form.Date != TimestampDateForm.FiscalYear && _form.Date < TimestampDateForm.UnixSeconds)
        {
            return this;
        }

        Span<byte> text = stackalloc byte[TimestampReader.MaxLength];
        return TryFormat(text, out int length) && TimestampReader.TryRead(text[..length], out Timestamp read) && read == this
            ? this
            : new Timestamp(0, TimestampForm.DateOnly, 0, null).WithLocal(Local);
    }

    private static byte PrecisionFor(Frequency frequency) => frequency.Unit switch
    {
        FrequencyUnit.Nanosecond => TimestampForm.Seconds + 7,
        FrequencyUnit.Microsecond => TimestampForm.Seconds + 6,
        FrequencyUnit.Millisecond => TimestampForm.Seconds + 3,
        FrequencyUnit.Second => TimestampForm.Seconds,
        FrequencyUnit.Minute => TimestampForm.Minutes,
        FrequencyUnit.Hour or FrequencyUnit.BusinessHour => TimestampForm.Hours,
        _ => TimestampForm.NoTime,
    };

    private static TimestampForm Widen(TimestampForm form, DateTime local)
    {
        if (form.Date >= TimestampDateForm.UnixSeconds)
        {
            return form.Date >= TimestampDateForm.CompactHour ? WidenCompact(form, local.TimeOfDay.Ticks) : form;
        }

        if (local.TimeOfDay.Ticks != 0 || form.HasTime)
        {
            form = form with { Precision = Precision(form, local) };
        }

        bool fits = form.Date switch
        {
            TimestampDateForm.Date or TimestampDateForm.Compact => true,
            TimestampDateForm.YearMonth => local.Day == 1,
            TimestampDateForm.YearQuarter or TimestampDateForm.YearDashQuarter => local.Day == 1 && local.Month % 3 == 1,
            TimestampDateForm.YearWeek => local.DayOfWeek == DayOfWeek.Monday,
            _ => local.DayOfYear == 1,
        };
        return fits && !(form.HasTime && form.Date > TimestampDateForm.Compact) ? form : AsDate(form);
    }

    /// <summary>The form of a whole date; what a fiscal year is written with belongs to no date.</summary>
    private static TimestampForm AsDate(TimestampForm form) => form.Date == TimestampDateForm.FiscalYear
        ? form with { Date = TimestampDateForm.Date, Separator = (byte)'T', Width = 0 }
        : form with { Date = TimestampDateForm.Date };

    private static TimestampForm WidenCompact(TimestampForm form, long timeOfDay) =>
        timeOfDay % TimeSpan.TicksPerSecond != 0 ? TimestampForm.DateOnly with { Precision = TimestampForm.Seconds + 7 }
        : timeOfDay % TimeSpan.TicksPerMinute != 0 ? form with { Date = TimestampDateForm.CompactSecond }
        : timeOfDay % TimeSpan.TicksPerHour != 0 && form.Date == TimestampDateForm.CompactHour ? form with { Date = TimestampDateForm.CompactMinute }
        : form;

    private static byte Precision(TimestampForm form, DateTime local)
    {
        // A form without a time gets seconds: 2024-01-31T09:00:00 is what most readers expect.
        byte precision = form.HasTime ? form.Precision : TimestampForm.Seconds;
        long ticks = local.TimeOfDay.Ticks;
        byte needed = ticks % TimeSpan.TicksPerHour == 0 ? TimestampForm.Hours
            : ticks % TimeSpan.TicksPerMinute == 0 ? TimestampForm.Minutes
            : ticks % TimeSpan.TicksPerSecond == 0 ? TimestampForm.Seconds
            : ticks % TimeSpan.TicksPerMillisecond == 0 ? (byte)(TimestampForm.Seconds + 3)
            : ticks % TimeSpan.TicksPerMicrosecond == 0 ? (byte)(TimestampForm.Seconds + 6)
            : (byte)(TimestampForm.Seconds + 7);
        return Math.Max(precision, needed);
    }
}
