using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The regular points in time on which a series lies, and on which its forecast goes on.</summary>
/// <remarks>
/// The grid follows the data's own anchor: values of month starts step to month starts even when the frequency says
/// <c>ME</c>, weekly values keep their weekday, and the 30th stays the 30th after a February. Offsets and zones stay as they
/// were sent: with an IANA zone, steps of a day and longer keep the local time, shorter ones go through UTC unless the local time is what is even. Of the ways in
/// which the steps may lie that one is taken which keeps most stamps.
/// </remarks>
public sealed class TimestampGrid
{
    /// <summary>The part of a step by which a stamp may miss its point and still be moved onto it.</summary>
    private const double Tolerance = 0.15;

    private readonly GridLayout _layout;
    private readonly Timestamp _template;
    private readonly long _first;
    private readonly long _last;
    private readonly long _tolerance;

    private TimestampGrid(Frequency frequency, GridLayout layout, Timestamp[] history)
    {
        Frequency = frequency;
        _layout = layout;
        _template = Showing(history[^1]);
        _first = Nearest(history[0]);
        _last = Nearest(history[^1]);
        _tolerance = layout.IsRigid ? layout.Rounding : history[0].IsIndex ? 0 : (long)(frequency.ApproximateTicks * Tolerance);
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

    /// <summary>How many stamps have no point of their own: they lie off the grid, or others are on their point.</summary>
    public int LostCount { get; private set; }

    /// <summary>The place of the first such stamp in the history; <see langword="null"/> for none.</summary>
    public int? FirstLost { get; private set; }

    /// <summary>Whether the history lies on the grid, stamp by stamp and without a gap.</summary>
    public bool IsRegular { get; private set; }

    /// <summary>What a reader should know about the time zone of later stamps; <see langword="null"/> when there is nothing to say.</summary>
    public string? Warning => FollowsStamps
        ? $"The time stamps are not exactly {Frequency.Words} apart: they run late or early, and later ones go on at their mean distance."
        : _layout.Line.Warning;

    /// <summary>Whether the points were made of the stamps themselves.</summary>
    internal bool FollowsStamps => _layout.FollowsStamps;

    /// <summary>Whether every stamp is a point, and the points were not made of the stamps.</summary>
    internal bool IsExact => LostCount == 0 && NearCount == 0 && !FollowsStamps;

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

        return Of(StampKinds.Unify(history, frequency.IsIndex).ToArray(), frequency);
    }

    /// <summary>As <see cref="Create"/>, of an array of one kind that nobody changes.</summary>
    internal static TimestampGrid Of(Timestamp[] history, Frequency frequency)
    {
        frequency = Suited(history, frequency);
        return Lay(history, frequency) ?? throw new TollamaException(
            ErrorCode.InvalidRequest,
            $"Steps of {frequency.Words} from {history[0]} to {history[^1]} leave the years 1 to 9999.",
            "Check the time stamps and freq=.");
    }

    /// <summary>Lays the grid through a history; <see langword="null"/> when its points leave the calendar.</summary>
    internal static TimestampGrid? Lay(Timestamp[] history, Frequency frequency)
    {
        TimestampGrid? best = null;
        try
        {
            foreach (GridLayout layout in GridLayouts.Of(history, frequency))
            {
                if (best is null || !layout.IsLastResort || best.LostCount > 0)
                {
                    TimestampGrid grid = new(frequency, layout, history);
                    best = best is null || grid.IsBetterThan(best) ? grid : best;
                }

                if (best.IsExact)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            return best;
        }

        return best;
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
                $"{CountText.Of(horizon, "step", "steps")} of {Frequency.Words} after {_template} {(horizon == 1 ? "passes" : "pass")} the year 9999.",
                "Check the time stamps, freq= and horizon=.",
                innerException: exception);
        }

        return new GridStamps(this, Length, horizon);
    }

    /// <summary>The point with a number, 0 for the history's first.</summary>
    /// <param name="number">The number; may be negative or beyond the history.</param>
    public Timestamp At(long number) => _layout.Line.At(_layout.Steps.At(_first + number), _template);

    /// <summary>The point with a number, with the offset of a neighbour: 0 for the history's first.</summary>
    internal Timestamp At(long number, Timestamp neighbour) => _layout.Line.At(_layout.Steps.At(_first + number), Showing(neighbour));

    /// <summary>The number of the point nearest to a stamp, 0 for the history's first.</summary>
    /// <param name="stamp">A stamp of the history's kind.</param>
    /// <param name="fit">How well the stamp fits.</param>
    public long Locate(Timestamp stamp, out GridFit fit)
    {
        long number = Nearest(stamp);
        long place = _layout.Steps.At(number);
        long distance = Math.Abs(place - _layout.Line.On(stamp));
        fit = distance <= _layout.Rounding || _layout.Line.AreOne(place, stamp) ? GridFit.Exact
            : distance <= _tolerance ? GridFit.Near
            : GridFit.Off;
        return number - _first;
    }

    /// <summary>Whether a grid keeps more stamps, or moves fewer of those that it keeps.</summary>
    internal bool IsBetterThan(TimestampGrid other) =>
        (LostCount, NearCount, OffGridCount).CompareTo((other.LostCount, other.NearCount, other.OffGridCount)) < 0;

    private static Frequency Suited(Timestamp[] history, Frequency frequency)
    {
        if (history[0].IsIndex == frequency.IsIndex)
        {
            return frequency;
        }

        // A number behind which the unit is missing: its steps would be taken for those of the stamps.
        if (frequency is { IsIndex: true, Multiple: > 1 })
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"freq={frequency.Multiple} counts positions, but the time stamps are dates such as {history[^1]}.",
                $"Say the unit: freq={frequency.Multiple}D is {frequency.Multiple} days, freq={frequency.Multiple}min {frequency.Multiple} minutes.");
        }

        return FrequencyInference.Infer(history)?.Frequency ?? (history[0].IsIndex
            ? Frequency.Create(FrequencyUnit.Index)
            : throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"freq={frequency.Name} counts positions, but the time stamps are dates such as {history[^1]}.",
                "Send freq=D, h, MS or another step of dates."));
    }

    /// <summary>A form that shows every step; where the stamps are rounded, steps are rounded to the same.</summary>
    private Timestamp Showing(Timestamp stamp) => _layout.IsRigid && stamp.HasTime ? stamp : stamp.Showing(Frequency);

    private long Nearest(Timestamp stamp) => _layout.Steps.Nearest(_layout.Line.On(stamp));

    private void Survey(Timestamp[] history)
    {
        long taken = 0;
        long previous = -1;
        bool inOrder = true;
        for (int index = 0; index < history.Length; index++)
        {
            long number = Locate(history[index], out GridFit fit);
            NearCount += fit == GridFit.Near ? 1 : 0;
            OffGridCount += fit == GridFit.Off ? 1 : 0;
            inOrder &= number == previous + 1;
            bool isKept = fit != GridFit.Off && number > previous;
            taken += isKept ? 1 : 0;
            FirstLost ??= isKept ? null : index;
            previous = fit != GridFit.Off ? Math.Max(number, previous) : previous;
        }

        MissingCount = Length - taken;
        LostCount = history.Length - (int)taken;
        IsRegular = inOrder && NearCount == 0 && OffGridCount == 0;
    }
}
