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
    private const double WeightOfWeeks = 0.3;
    private const double WeightOfUsualSeasons = 0.3;
    private const double WeightOfLongSeasons = 0.3;

    // Periods that count: days of a week to hours of a week.
    private const int ShortestPeriod = 7;
    private const int LongestUsualPeriod = 24;
    private const int LongestPeriod = 168;
    private const int WeeksOfYear = 52;

    // Beside the week of days the year of days is out of sight, and does not keep the network out.
    private const int DaysOfYear = 365;

    // Of the longest period, within what the network looks at.
    private const int CyclesInContext = 3;
    private const int LeastValues = 24;
    private const int LeastWeeks = 24;

    // The steps of one pass of the network are 64; what it says beyond rests on what it said before.
    private const int FullStepsOfWeeks = 64;
    private const int LastStepOfWeeks = 128;
    private const int FullStepsOfUsualSeasons = 64;
    private const int LastStepOfUsualSeasons = 128;
    private const int FullStepsOfLongSeasons = 48;
    private const int LastStepOfLongSeasons = 65;

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
            return length >= LeastWeeks ? new NetworkShare(WeightOfWeeks, FullStepsOfWeeks, LastStepOfWeeks) : null;
        }

        int[] seasons = Array.FindAll(history.SeasonLengths, season => season != DaysOfYear);
        if (kind == NetworkSeriesKind.FinerThanHours || length < LeastValues || seasons is not [.., >= ShortestPeriod and <= LongestPeriod and int longest]
            || Math.Min(length, contextLength) < CyclesInContext * longest)
        {
            return null;
        }

        return longest <= LongestUsualPeriod
            ? new NetworkShare(WeightOfUsualSeasons, FullStepsOfUsualSeasons, LastStepOfUsualSeasons)
            : new NetworkShare(WeightOfLongSeasons, FullStepsOfLongSeasons, LastStepOfLongSeasons);
    }

    /// <summary>The share at a step, counted from 1.</summary>
    public double At(int step) => Weight * Math.Clamp((double)(LastStep - step) / (LastStep - FullSteps), 0, 1);
}
