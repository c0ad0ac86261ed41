namespace Tollama.Core.Frequencies;

/// <summary>Every so many days of Monday to Friday.</summary>
public sealed class BusinessDaySequence : StepSequence
{
    private readonly long _origin;
    private readonly int _multiple;
    private readonly long _timeOfDay;

    /// <summary>Creates the sequence.</summary>
    /// <param name="origin">The point with the number 0; a weekend day stands for the Friday before it.</param>
    /// <param name="multiple">The working days between two points, at least 1.</param>
    public BusinessDaySequence(DateTime origin, int multiple)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(multiple, 1);
        _origin = Count(origin.Ticks / TimeSpan.TicksPerDay);
        _multiple = multiple;
        _timeOfDay = origin.TimeOfDay.Ticks;
    }

    /// <inheritdoc/>
    public override long At(long number)
    {
        long count = checked(_origin + (number * _multiple));
        long week = (long)Math.Floor(count / 5.0);
        return new DateTime((((week * 7) + count - (week * 5)) * TimeSpan.TicksPerDay) + _timeOfDay).Ticks;
    }

    /// <inheritdoc/>
    public override long Floor(long ticks)
    {
        long time = ticks - _timeOfDay;
        long distance = Count((long)Math.Floor((double)time / TimeSpan.TicksPerDay)) - _origin;
        return (long)Math.Floor((double)distance / _multiple);
    }

    /// <summary>The working days since the calendar's first day, which was a Monday; a weekend counts as its Friday.</summary>
    internal static long Count(long day)
    {
        long week = (long)Math.Floor(day / 7.0);
        return (week * 5) + Math.Min(day - (week * 7), 4);
    }
}
