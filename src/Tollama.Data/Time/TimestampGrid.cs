using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The regular points in time on which a series lies, and on which its forecast goes on.</summary>
/// <remarks>
/// The grid follows the data's own anchor: values of month starts step to month starts even when the frequency says
/// <c>ME</c>, weekly values keep their weekday, and the 30th stays the 30th after a February. Offsets and zones stay as they
/// were sent: with an IANA zone, steps of a day and longer keep the local time, shorter ones go through UTC.
/// </remarks>
public sealed class TimestampGrid
{
    /// <summary>The part of a step by which a stamp may miss its point and still be moved onto it.</summary>
    private const double Tolerance = 0.15;

    private readonly StepSequence _steps;
    private readonly TimeLine _line;
    private readonly Timestamp _template;
    private readonly long _first;
    private readonly long _last;
    private readonly long _tolerance;

    private TimestampGrid(Frequency frequency, TimeLine line, StepSequence steps, ReadOnlySpan<Timestamp> history)
    {
        Frequency = frequency;
        _line = line;
        _steps = steps;
        _template = history[^1].Showing(frequency);
        _first = steps.Nearest(line.On(history[0]));
        _last = steps.Nearest(line.On(history[^1]));
        _tolerance = history[0].IsIndex ? 0 : (long)(frequency.ApproximateTicks * Tolerance);
        Survey(history);
    }

    /// <summary>The frequency of the steps.</summary>
    public Frequency Frequency { get; }

    /// <summary>How many points lie between the first and the last stamp of the history, both counted.</summary>
    public long Length => _last - _first + 1;

    /// <summary>How many points of the history have no stamp.</summary>
    public long MissingCount { get; private set; }

    /// <summary>How many stamps miss their point by up to 15 % of a step.</summary>
    public int NearCount { get; private set; }

    /// <summary>How many stamps lie farther from every point.</summary>
    public int OffGridCount { get; private set; }

    /// <summary>Whether the history lies on the grid, stamp by stamp and without a gap.</summary>
    public bool IsRegular { get; private set; }

    /// <summary>What a reader should know about the time zone of later stamps; <see langword="null"/> when there is nothing to say.</summary>
    public string? Warning => _line.Warning;

    /// <summary>Lays the grid through a history.</summary>
    /// <param name="history">At least one stamp, ascending and distinct; a few of the latest are enough for <see cref="Future"/>.</param>
    /// <param name="frequency">The frequency. Positions step by their own distance when it is a calendar frequency.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: dates with a frequency that counts positions, where none can be inferred; positions
    /// mixed with dates; stamps at the very ends of the calendar.
    /// </exception>
    public static TimestampGrid Create(ReadOnlySpan<Timestamp> history, Frequency frequency)
    {
        if (history.IsEmpty)
        {
            throw new ArgumentException("A grid needs at least one time stamp.", nameof(history));
        }

        history = StampKinds.Unify(history, frequency.IsIndex);
        frequency = Suited(history, frequency);
        try
        {
            return Lay(history, frequency);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"Steps of {frequency.Name} from {history[0]} to {history[^1]} leave the years 1 to 9999. Check the time stamps and freq.",
                innerException: exception);
        }
    }

    /// <summary>The stamps that follow the history, written as the history's last one is.</summary>
    /// <param name="horizon">How many; at least 0.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: they would pass the year 9999.</exception>
    /// <returns>A list that computes each stamp when somebody asks.</returns>
    public IReadOnlyList<Timestamp> Future(int horizon)
    {
        try
        {
            // They ascend: if the last one exists, all do.
            _ = horizon > 0 ? At(Length + horizon - 1) : default;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{horizon} steps of {Frequency.Name} after {_template} pass the year 9999. Check the time stamps, freq and horizon.",
                innerException: exception);
        }

        return new GridStamps(this, Length, horizon);
    }

    /// <summary>The point with a number, 0 for the history's first.</summary>
    /// <param name="number">The number; may be negative or beyond the history.</param>
    public Timestamp At(long number) => _line.At(_steps.At(_first + number), _template);

    /// <summary>The point with a number, with the offset of a neighbour: 0 for the history's first.</summary>
    internal Timestamp At(long number, Timestamp neighbour) => _line.At(_steps.At(_first + number), neighbour.Showing(Frequency));

    /// <summary>The number of the point nearest to a stamp, 0 for the history's first.</summary>
    /// <param name="stamp">A stamp of the history's kind.</param>
    /// <param name="fit">How well the stamp fits.</param>
    public long Locate(Timestamp stamp, out GridFit fit)
    {
        long place = _line.On(stamp);
        long number = _steps.Nearest(place);
        long distance = Math.Abs(_steps.At(number) - place);
        fit = distance == 0 ? GridFit.Exact : distance <= _tolerance ? GridFit.Near : GridFit.Off;
        return number - _first;
    }

    private static TimestampGrid Lay(ReadOnlySpan<Timestamp> history, Frequency frequency)
    {
        TimeLine line = TimeLine.Of(history, frequency);
        TimestampGrid grid = new(frequency, line, AnchoredSteps.For(frequency, history, line.On(history[0])), history);
        int off = grid.NearCount + grid.OffGridCount;
        if (off == 0)
        {
            return grid;
        }

        // The first stamp may be the odd one out: let the last and the middle one set the pace as well.
        foreach (Timestamp origin in (ReadOnlySpan<Timestamp>)[history[^1], history[history.Length / 2]])
        {
            TimestampGrid other = new(frequency, line, AnchoredSteps.For(frequency, history, line.On(origin)), history);
            if (other.OffGridCount < grid.OffGridCount || (other.OffGridCount == grid.OffGridCount && other.NearCount < grid.NearCount))
            {
                grid = other;
            }
        }

        return grid;
    }

    private static Frequency Suited(ReadOnlySpan<Timestamp> history, Frequency frequency)
    {
        if (history[0].IsIndex == frequency.IsIndex)
        {
            return frequency;
        }

        return FrequencyInference.Infer(history)?.Frequency ?? (history[0].IsIndex
            ? Frequency.Create(FrequencyUnit.Index)
            : throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"The frequency \"{frequency.Name}\" counts positions, but the time stamps are dates such as {history[^1]}.",
                "Set freq to a calendar frequency such as D, h or MS."));
    }

    private void Survey(ReadOnlySpan<Timestamp> history)
    {
        long taken = 0;
        long previous = -1;
        bool inOrder = true;
        foreach (ref readonly Timestamp stamp in history)
        {
            long number = Locate(stamp, out GridFit fit);
            NearCount += fit == GridFit.Near ? 1 : 0;
            OffGridCount += fit == GridFit.Off ? 1 : 0;
            inOrder &= number == previous + 1;
            taken += fit != GridFit.Off && number > previous ? 1 : 0;
            previous = Math.Max(number, previous);
        }

        MissingCount = Length - taken;
        IsRegular = inOrder && NearCount == 0 && OffGridCount == 0;
    }
}
