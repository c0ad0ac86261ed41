using System.Diagnostics.CodeAnalysis;
using Tollama.Core.Errors;

namespace Tollama.Core.Frequencies;

/// <summary>The time between two values of a regular series: 15 minutes, a working day, a quarter that ends in March.</summary>
/// <remarks>
/// Immutable; two frequencies are equal when their <see cref="Name"/> is. Clock units are reduced (60min is h), but 24h is
/// not D: a day has 23 or 25 hours when the clocks change. Time stamps of a series follow the series' own anchor; the
/// anchor here says what the frequency's name says.
/// </remarks>
public sealed record Frequency
{
    private Frequency(FrequencyUnit unit, int multiple, DayOfWeek? weekday, int? month, PeriodAnchor? anchor, OpenTimes? open = null, MonthDay? day = null,
        WeekPattern? weeks = null)
    {
        Weeks = weeks;
        Open = open;
        Day = day;
        Unit = unit;
        Multiple = multiple;
        Weekday = weekday;
        Month = month;
        Anchor = anchor;
        Name = FrequencyName.Of(this);
    }

    /// <summary>The canonical name, as new pandas spells it; a number for positions.</summary>
    /// <value>
    /// <c>MS</c>, <c>QE-DEC</c>, <c>W-SUN</c>, <c>15min</c>, <c>100ms</c>, <c>1</c>, …. What pandas has no name for stands in brackets: <c>D[Mon-Sat]</c>,
    /// <c>5min[Mon-Fri 09:30-15:55]</c>, <c>MS[3rd Fri]</c>, <c>MS[4-4-5]</c>.
    /// </value>
    public string Name { get; }

    /// <summary>A step in words, for messages: <c>one day</c>, <c>15 minutes</c>, <c>33 ms</c>; see <see cref="SpanWords"/>.</summary>
    public string Words => SpanWords.Of(this);

    /// <summary>A frequency to type, for hints: <see cref="Name"/>, but <c>33.333333ms</c> where that has very many nanoseconds.</summary>
    public string Typed => SpanWords.Typed(this);

    /// <summary>What a step is counted in.</summary>
    public FrequencyUnit Unit { get; }

    /// <summary>How many units a step has; at least 1.</summary>
    public int Multiple { get; }

    /// <summary>The weekday of weekly values; <see langword="null"/> for other units.</summary>
    public DayOfWeek? Weekday { get; }

    /// <summary>The month, 1 to 12, in which a year or one of the quarters starts or ends, as <see cref="Anchor"/> says.</summary>
    /// <value><see langword="null"/> for other units.</value>
    public int? Month { get; }

    /// <summary>The day that stands for a month, half month, quarter or year; <see langword="null"/> for shorter units.</summary>
    public PeriodAnchor? Anchor { get; }

    /// <summary>The times of a week to which days or clock units are confined; <see langword="null"/> when all times are open.</summary>
    public OpenTimes? Open { get; }

    /// <summary>The day that stands for a month, quarter or year by a rule that <see cref="Anchor"/> does not know: the third Friday.</summary>
    public MonthDay? Day { get; }

    /// <summary>The weeks of months that are whole weeks, 4-4-5; <see langword="null"/> for months of the calendar.</summary>
    public WeekPattern? Weeks { get; }

    /// <summary>Whether steps are shorter than a calendar day (and so go by the clock, not by the calendar).</summary>
    public bool IsSubDaily => Unit is >= FrequencyUnit.Nanosecond and <= FrequencyUnit.BusinessHour;

    /// <summary>Whether the values are numbered, not dated.</summary>
    public bool IsIndex => Unit == FrequencyUnit.Index;

    /// <summary>The number of values in the usual season; 1 when there is none.</summary>
    /// <remarks>
    /// YE 1, QE 4, ME 12, SME 24, W 52, D 7, B 5, bh 8, h 24, min 1440, s 60, finer 1, positions 1; divided by
    /// <see cref="Multiple"/> when that is exact (15min 96), else the whole steps in one or several days (50min 144) or 1. Whole weeks of days count as weeks, whole days of hours as days.
    /// </remarks>
    public int SeasonLength => SeasonTable.Usual(this);

    /// <summary>All seasons worth a test, shortest first: h 24 and 168, D 7 and 365; empty when there is none.</summary>
    public IReadOnlyList<int> SeasonLengths => SeasonTable.Candidates(this);

    /// <summary>Whether <see cref="SeasonLengths"/> are one season, rounded in one day and exact in several: the longest one of which a history holds enough is right.</summary>
    public bool HasOneSeason => SeasonTable.IsOneSeason(this);

    /// <summary>The length of a step in ticks of 100 ns: exact for clock units, days and weeks, the mean length for the others, 0 for positions.</summary>
    public long ApproximateTicks => FrequencyLength.Ticks(this);

    /// <summary>The ticks of 100 ns (of positions: the positions) between two steps, if they are as many everywhere; else <see langword="null"/>.</summary>
    internal long? FixedTicks => FrequencyLength.FixedTicks(this);

    /// <summary>Creates a frequency from its parts.</summary>
    /// <param name="unit">What a step is counted in.</param>
    /// <param name="multiple">How many units a step has; at least 1.</param>
    /// <param name="weekday">For weeks; Sunday by default.</param>
    /// <param name="month">For quarters and years, 1 to 12; by default January for starts, December for ends.</param>
    /// <param name="anchor">For half months, months, quarters and years; the start by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The multiple is below 1 or the month not 1 to 12.</exception>
    public static Frequency Create(
        FrequencyUnit unit, int multiple = 1, DayOfWeek? weekday = null, int? month = null, PeriodAnchor? anchor = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(multiple, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(month ?? 1, 1, nameof(month));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month ?? 1, 12, nameof(month));
        (unit, multiple) = FrequencyLength.Reduce(unit, multiple);
        PeriodAnchor? day = unit >= FrequencyUnit.SemiMonth ? anchor ?? PeriodAnchor.Start : null;
        bool atStart = day is PeriodAnchor.Start or PeriodAnchor.BusinessStart;
        return new Frequency(
            unit,
            multiple,
            unit == FrequencyUnit.Week ? weekday ?? DayOfWeek.Sunday : null,
            unit >= FrequencyUnit.Quarter ? month ?? (atStart ? 1 : 12) : null,
            day);
    }

    /// <summary>The same steps, at certain times of a week only.</summary>
    /// <param name="open">The times.</param>
    /// <exception cref="InvalidOperationException">The steps are no days and no clock steps that fit into a day.</exception>
    public Frequency At(OpenTimes open) => Unit is >= FrequencyUnit.Second and <= FrequencyUnit.Day && Unit != FrequencyUnit.BusinessHour
        ? new Frequency(Unit, Multiple, null, null, null, open)
        : throw new InvalidOperationException($"Steps of {Name} have no times of a week.");

    /// <summary>The same months, on a certain day.</summary>
    /// <param name="day">The day, of a kind that names have brackets for.</param>
    /// <exception cref="InvalidOperationException">The steps are no months, quarters or years, or the rule has no name.</exception>
    public Frequency On(MonthDay day) => Unit >= FrequencyUnit.Month && day.Text is not null
        ? new Frequency(Unit, Multiple, null, Month, Anchor, null, day)
        : throw new InvalidOperationException($"Steps of {Name} have no such day.");

    /// <summary>Months of whole weeks.</summary>
    /// <param name="weeks">How many each month of a quarter has.</param>
    public static Frequency InWeeks(WeekPattern weeks) => new(FrequencyUnit.Month, 1, null, null, PeriodAnchor.Start, null, null, weeks);

    /// <summary>A clock frequency of a given length.</summary>
    /// <param name="step">The length; more than zero.</param>
    /// <returns><see langword="null"/> when the length is no whole number, below two thousand million, of any clock unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is zero or negative.</exception>
    public static Frequency? FromClock(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        return FrequencyParser.Clock(step.Ticks * 100m);
    }

    /// <summary>The clock frequency whose length is nearest to a number of nanoseconds.</summary>
    /// <param name="nanoseconds">The length; more than zero.</param>
    /// <returns>Exact in nanoseconds below two seconds, in milliseconds below three weeks; <see langword="null"/> for longer ones that are no whole seconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is zero or negative.</exception>
    public static Frequency? FromNanoseconds(decimal nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(nanoseconds, 0);
        Frequency? frequency = null;
        for (decimal unit = 1; frequency is null && unit <= 1_000_000; unit *= 1000)
        {
            frequency = FrequencyParser.Clock(decimal.Round(nanoseconds / unit, MidpointRounding.AwayFromZero) * unit);
        }

        return frequency;
    }

    /// <summary>Reads a frequency: pandas aliases old and new, polars, ISO 8601 durations, English words, whole numbers.</summary>
    /// <param name="text">The text; <c>M</c> is months and <c>m</c> minutes, as pandas and polars have it.</param>
    /// <param name="frequency">The frequency; <see langword="null"/> when the text is none, is empty or says <c>auto</c>.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Frequency? frequency)
    {
        frequency = FrequencyParser.Parse(text);
        return frequency is not null;
    }

    /// <summary>Reads a frequency.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the text is no frequency.</exception>
    public static Frequency Parse(string text) => FrequencyParser.Parse(text) ?? throw new TollamaException(
        ErrorCode.InvalidRequest,
        FrequencyParser.FaultOf(text) + ".",
        "Use for example h, 15min, D, B, W, MS, ME, QE, YE, PT15M, P1M, 1mo, hourly, monthly, D[Mon-Sat] or MS[3rd Fri], or leave freq= out to infer it.");

    /// <summary>What is wrong with a text that should be a frequency, with the nearest one; <see langword="null"/> when it is one.</summary>
    public static string? FaultOf(string text) => FrequencyParser.Parse(text) is null ? FrequencyParser.FaultOf(text) : null;

    /// <summary>The date and time that lies so many steps later (or earlier), by the calendar.</summary>
    /// <param name="local">A local date and time; its time of day is kept by steps of a day and longer.</param>
    /// <param name="steps">How many steps; 0 returns <paramref name="local"/> as it is.</param>
    /// <remarks>
    /// A date off the frequency's anchor moves to the next anchor with its first step, as in pandas: ME takes 15 January to
    /// 31 January. Positions (<see cref="IsIndex"/>) have no dates.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The result lies outside the years 1 to 9999.</exception>
    /// <exception cref="InvalidOperationException">The frequency counts positions.</exception>
    public DateTime Add(DateTime local, long steps) => steps == 0 ? local : FrequencyArithmetic.Add(this, local, steps);

    /// <summary>Whether a date lies on the frequency's anchor: an ME on a month's last day; always for clock units and days.</summary>
    public bool IsOnAnchor(DateTime local) => FrequencyArithmetic.IsOnAnchor(this, local);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
