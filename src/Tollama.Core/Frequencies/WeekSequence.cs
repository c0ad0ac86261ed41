namespace Tollama.Core.Frequencies;

/// <summary>The open times of every week.</summary>
public sealed class WeekSequence : StepSequence
{
    private const long WeekTicks = 7 * TimeSpan.TicksPerDay;

    private readonly OpenTimes _times;
    private readonly long _origin;
    private readonly long _timeOfDay;

    /// <summary>Creates the sequence.</summary>
    /// <param name="origin">The point with the number 0; a closed time stands for the last open one before it.</param>
    /// <param name="times">The open times.</param>
    /// <param name="wholeDays">Whether they are days, at the time of day that the origin has.</param>
    public WeekSequence(DateTime origin, OpenTimes times, bool wholeDays)
    {
        _times = times;
        _timeOfDay = wholeDays ? origin.TimeOfDay.Ticks : 0;
        _origin = Count(origin.Ticks);
    }

    /// <inheritdoc/>
    public override long At(long number)
    {
        long count = checked(_origin + number);
        long week = (long)Math.Floor((double)count / _times.Count);
        return new DateTime(checked((week * WeekTicks) + _times.At((int)(count - (week * _times.Count))) + _timeOfDay)).Ticks;
    }

    /// <inheritdoc/>
    public override long Floor(long ticks) => Count(ticks) - _origin;

    private long Count(long ticks)
    {
        long time = ticks - _timeOfDay;
        long week = (long)Math.Floor((double)time / WeekTicks);
        return (week * _times.Count) + _times.CountTo(time - (week * WeekTicks)) - 1;
    }
}
