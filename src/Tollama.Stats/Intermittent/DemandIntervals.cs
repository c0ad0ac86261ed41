using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Demand as Croston sees it: the sizes that are not zero, and how many periods each came after the one before.</summary>
internal sealed class DemandIntervals
{
    private const int OperationsPerValue = 6;

    private DemandIntervals(double[] sizes, double[] lengths)
    {
        Sizes = sizes;
        Lengths = lengths;
    }

    /// <summary>The demands that are not zero.</summary>
    public double[] Sizes { get; }

    /// <summary>For each of them, how many periods after the one before; the first counts from the beginning.</summary>
    public double[] Lengths { get; }

    /// <summary>Takes a history apart.</summary>
    public static DemandIntervals Of(double[] demand, WorkMeter meter)
    {
        meter.Spend(2L * demand.Length);
        double[] sizes = new double[demand.AsSpan().Length - demand.AsSpan().Count(0)];
        double[] lengths = new double[sizes.Length];
        int found = 0, before = -1;
        for (int index = 0; index < demand.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            if (demand[index] != 0)
            {
                (sizes[found], lengths[found]) = (demand[index], index - before);
                before = index;
                found++;
            }
        }

        return new DemandIntervals(sizes, lengths);
    }

    /// <summary>Writes, for each period, what was expected after the demands before it; NaN before the first.</summary>
    /// <param name="demand">The history.</param>
    /// <param name="afterDemands">What is expected after the first demand, the second, …</param>
    /// <param name="expected">Receives the result.</param>
    /// <param name="meter">Counts the work.</param>
    public static void Spread(double[] demand, double[] afterDemands, double[] expected, WorkMeter meter)
    {
        int seen = 0;
        for (int index = 0; index < demand.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            expected[index] = seen == 0 ? double.NaN : afterDemands[seen - 1];
            seen += demand[index] == 0 ? 0 : 1;
        }
    }
}
