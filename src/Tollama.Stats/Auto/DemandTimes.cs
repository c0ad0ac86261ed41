using System.Runtime.InteropServices;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>When something was demanded in a history without negative values.</summary>
/// <param name="First">The position of the first demand.</param>
/// <param name="Demands">How many values are above 0.</param>
/// <param name="Periods">How many values were observed from the first demand on.</param>
/// <param name="LongestGap">The most observed zeros in a row between two demands.</param>
/// <param name="LeadingZeros">The observed zeros before the first demand.</param>
/// <param name="TrailingZeros">The observed zeros after the last demand.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DemandTimes(int First, int Demands, int Periods, int LongestGap, int LeadingZeros, int TrailingZeros)
{
    // Dead for more than so many times its longest earlier gap, a product does not come back.
    private const int GapsUntilOver = 3;

    // Fewer zeros before the first demand say nothing.
    private const int LeastLeadingZeros = 3;

    // Chosen on the car parts without their last year: demand that is scarce and young is smoothed as a whole, old zeros hardly count there.
    private const int LeastPeriodsAlone = 24;
    private const int LeastPeriodsWithoutZeros = 3;

    /// <summary>Whether what follows the first demand is enough to be forecast without what was before.</summary>
    public bool IsLongEnoughAlone => Periods >= (Demands == Periods ? LeastPeriodsWithoutZeros : LeastPeriodsAlone);

    /// <summary>The average number of periods from one demand to the next, counted from the first.</summary>
    public double Interval => (double)Periods / Demands;

    /// <summary>Whether demand has ended: it paused for more than three times its longest earlier pause.</summary>
    public bool IsOver => Demands > 1 && TrailingZeros > GapsUntilOver * Math.Max(1, LongestGap);

    /// <summary>Whether the zeros before the first demand are of another kind than those after it: the product was not there yet.</summary>
    public bool StartsLate => LeadingZeros >= LeastLeadingZeros && LeadingZeros > LongestGap && LeadingZeros > TrailingZeros;

    /// <summary>Looks at a history; it has a value above 0.</summary>
    public static DemandTimes Of(History history, WorkMeter meter)
    {
        meter.Spend(4L * history.Values.Length);
        int first = -1, demands = 0, periods = 0, longest = 0, leading = 0, zeros = 0;
        for (int index = 0; index < history.Values.Length; index++)
        {
            if (!history.Observed[index])
            {
                continue;
            }

            if (history.Values[index] > 0)
            {
                (first, leading, longest) = first < 0 ? (index, zeros, 0) : (first, leading, Math.Max(longest, zeros));
                demands++;
                zeros = 0;
            }
            else
            {
                zeros++;
            }

            periods += first < 0 ? 0 : 1;
        }

        return new DemandTimes(first, demands, periods, longest, leading, zeros);
    }
}
