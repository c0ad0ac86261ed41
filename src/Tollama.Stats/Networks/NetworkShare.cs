namespace Tollama.Stats;

/// <summary>How much a network counts in a combination, and at which steps. All constants of the choice are here.</summary>
/// <remarks>
/// The network of a few hundred values of context is good at what it has seen several cycles of, and has little to say of years and quarters; docs/models/auto.md has
/// the numbers. The share falls in a line beyond the steps at which the network is known to be good, so that the first steps of a forecast do not depend on its horizon.
/// </remarks>
/// <param name="Weight">Its share of the center, above 0 and at most 1; the classical methods have the rest.</param>
/// <param name="FullSteps">For how many steps it keeps this share.</param>
/// <param name="LastStep">From this step on it has none.</param>
internal sealed record NetworkShare(double Weight, int FullSteps, int LastStep)
{
    // Shares of the center.
    private const double WeightOfWeeks = 0.2;
    private const double WeightOfUsualSeasons = 0.2;
    private const double WeightOfDays = 0.1;

    // Periods that count: from days of a week over months of a year to hours of a day. Of longer ones the network sees too few cycles to be as good as the classical methods.
    private const int ShortestPeriod = 7;
    private const int LongestUsualPeriod = 12;
    private const int LongestPeriod = 24;
    private const int WeeksOfYear = 52;

    // Beside the week of days the year of days is out of sight, and does not keep the network out.
    private const int DaysOfYear = 365;

    // Of the longest period, within what the network looks at.
    private const int CyclesInContext = 3;
    private const int CyclesOfDays = 5;
    private const int LeastValues = 24;
    private const int LeastWeeks = 24;

    // From so many values on, twenty-five years, the classical methods know the months of a series better.
    private const int Months = 12;
    private const int TooManyMonths = 300;

    /// <summary>The steps of one pass of the network; what it says beyond rests on what it said before.</summary>
    public const int FullShareSteps = 64;

    private const int StepWithoutShare = 128;

    /// <summary>Whether a network may count at all; which one it is, and how far it sees, is not asked.</summary>
    public static bool MayCount(History history, NetworkSeriesKind kind) => For(history, kind, int.MaxValue) is not null;

    /// <summary>The share for a history that is combined; <see langword="null"/> for none.</summary>
    /// <param name="history">The history, with all its usable seasons.</param>
    /// <param name="kind">What is known of its steps.</param>
    /// <param name="contextLength">How many values the network looks at; 0 when there is none.</param>
    public static NetworkShare? For(History history, NetworkSeriesKind kind, int contextLength)
    {
        int length = history.Values.Length;
        if (contextLength == 0)
        {
            return null;
        }

        if (kind == NetworkSeriesKind.Weeks || history.SeasonLengths is [WeeksOfYear])
        {
            return length >= LeastWeeks ? Of(WeightOfWeeks) : null;
        }

        int[] seasons = Array.FindAll(history.SeasonLengths, season => season != DaysOfYear);
        if (kind == NetworkSeriesKind.FinerThanHours || length < LeastValues || seasons is not [.., >= ShortestPeriod and <= LongestPeriod and int longest]
            || (longest == Months && length >= TooManyMonths))
        {
            return null;
        }

        bool isUsual = longest <= LongestUsualPeriod;
        return Math.Min(length, contextLength) >= (isUsual ? CyclesInContext : CyclesOfDays) * longest ? Of(isUsual ? WeightOfUsualSeasons : WeightOfDays) : null;
    }

    /// <summary>The share at a step, counted from 1.</summary>
    public double At(int step) => Weight * Math.Clamp((double)(LastStep - step) / (LastStep - FullSteps), 0, 1);

    private static NetworkShare Of(double weight) => new(weight, FullShareSteps, StepWithoutShare);
}
