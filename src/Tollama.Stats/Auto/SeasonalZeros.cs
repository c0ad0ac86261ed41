using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Tells zeros that the calendar makes (nights, Sundays, months without a season) from those of chance.</summary>
/// <remarks>
/// A season makes the zeros when a value and the one a season before it are more seldom one 0 and one not than independent values would be:
/// by a large share, and by more than chance allows. Places of the season where nothing was above 0 in the last cycles stay 0.
/// </remarks>
internal static class SeasonalZeros
{
    // Chosen on the car parts (every share of zeros, none of them by calendar) and on made-up calendars of all kinds.
    private const double LargestShare = 0.6;
    private const double Significance = 2.5;

    // Two years, two months of which are always empty: by chance once in fifty times.
    private const double EnoughForNone = 3;

    // Of two seasons that explain nearly as much, the shorter one.
    private const double Allowance = 0.05;
    private const int CyclesLookedAt = 6;
    private const int OperationsPerValue = 6;

    /// <summary>The season that makes the zeros of a history without negative values; <see langword="null"/> when chance does, or none is.</summary>
    public static int? SeasonOf(History history, WorkMeter meter)
    {
        int? best = null;
        double least = LargestShare;
        foreach (int season in history.SeasonLengths)
        {
            double share = ChangeShare(history, season, meter);
            if (share < least - (best is null ? 0 : Allowance))
            {
                (best, least) = (season, share);
            }
        }

        return best;
    }

    /// <summary>For each step of the season that follows the history, whether it is always 0.</summary>
    public static bool[] PlacesOf(History history, int season, WorkMeter meter)
    {
        bool[] places = new bool[season];
        int length = history.Values.Length;
        for (int step = 0; step < season; step++)
        {
            int seen = 0;
            bool zero = true;
            for (int cycle = 1; cycle <= CyclesLookedAt && length - (cycle * season) + step >= 0; cycle++)
            {
                meter.Spend(OperationsPerValue);
                int index = length - (cycle * season) + step;
                if (history.Observed[index])
                {
                    seen++;
                    zero &= history.Values[index] == 0;
                }
            }

            places[step] = zero && seen >= 2;
        }

        return places;
    }

    // How often a value and the one a season before differ in being 0, over what independence gives.
    private static double ChangeShare(History history, int season, WorkMeter meter)
    {
        meter.Spend((long)OperationsPerValue * history.Values.Length);
        int pairs = 0, changes = 0, zeros = 0;
        for (int index = 0; index < history.Values.Length; index++)
        {
            zeros += history.Observed[index] && history.Values[index] == 0 ? 1 : 0;
            if (index >= season && history.Observed[index] && history.Observed[index - season])
            {
                pairs++;
                changes += (history.Values[index] == 0) == (history.Values[index - season] == 0) ? 0 : 1;
            }
        }

        double zeroShare = (double)zeros / history.ObservedCount;
        double chance = 2 * zeroShare * (1 - zeroShare);
        double expected = pairs * chance;
        bool isSure = expected - changes > Significance * Math.Sqrt(expected * (1 - chance)) || (changes == 0 && expected > EnoughForNone);
        return isSure ? changes / expected : 1;
    }
}
