namespace Tollama.Core.Frequencies;

/// <summary>The hours of a session from Monday to Friday.</summary>
public sealed class BusinessHourSequence : StepSequence
{
    private readonly int _open;
    private readonly int _hours;
    private readonly int _multiple;
    private readonly long _origin;
    private readonly long _withinHour;

    /// <summary>Creates the sequence.</summary>
    /// <param name="origin">The point with the number 0; outside the session it stands for the last hour before it.</param>
    /// <param name="multiple">The session hours between two points, at least 1.</param>
    /// <param name="open">The session's first hour, 0 to 23.</param>
    /// <param name="hours">How many hours the session lasts, 1 to 24.</param>
    public BusinessHourSequence(DateTime origin, int multiple, int open = 9, int hours = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(multiple, 1);
        _open = open;
        _hours = hours;
        _multiple = multiple;
        _withinHour = origin.Ticks % TimeSpan.TicksPerHour;
        _origin = Count(origin.Ticks - _withinHour);
    }

    /// <inheritdoc/>
    public override long At(long number)
    {
        long count = checked(_origin + (number * _multiple));
        long day = (long)Math.Floor((double)count / _hours);
        long week = (long)Math.Floor(day / 5.0);
        long calendarDay = (week * 7) + day - (week * 5);
        long hour = _open + count - (day * _hours);
        return new DateTime((calendarDay * TimeSpan.TicksPerDay) + (hour * TimeSpan.TicksPerHour) + _withinHour).Ticks;
    }

    /// <inheritdoc/>
    public override long Floor(long ticks) =>
        (long)Math.Floor((double)(Count(Math.Max(ticks - _withinHour, 0)) - _origin) / _multiple);

    private long Count(long ticks)
    {
        long day = ticks / TimeSpan.TicksPerDay;
        long hour = ticks / TimeSpan.TicksPerHour % 24;
        long session = BusinessDaySequence.Count(day) * _hours;
        return day % 7 > 4 ? session + _hours - 1 : session + Math.Clamp(hour - _open, -1, _hours - 1);
    }
}
