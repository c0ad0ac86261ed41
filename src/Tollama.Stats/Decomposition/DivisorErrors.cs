using System.Runtime.InteropServices;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The squared errors of predictions, out of sample, by the earlier cycles of a season, of one of its divisors, and of both.</summary>
/// <remarks>
/// The trend is the centred moving average over the season. All predict the same values, those from the second cycle on.
/// </remarks>
/// <param name="Season">Those of the mean of the earlier values at the position of the season, or of this shrunk as if one more of them had been 0; the smaller.</param>
/// <param name="Divisor">Those of the mean of the earlier values at the position of the divisor.</param>
/// <param name="Both">Those of the mean at the position of the season, shrunk in the same way to that of the divisor.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DivisorErrors(double Season, double Divisor, double Both)
{
    private const int OperationsPerValue = 24;

    /// <summary>Measures.</summary>
    /// <param name="values">The series, without missing values; longer than two seasons.</param>
    /// <param name="divisor">A divisor of the season.</param>
    /// <param name="season">The number of values in the season.</param>
    /// <param name="meter">Counts the work.</param>
    public static DivisorErrors Of(ReadOnlySpan<double> values, int divisor, int season, WorkMeter meter)
    {
        double[] deviations = SeasonDeviations.Of(values, season, meter);
        double[] sums = new double[season];
        double[] divisorSums = new double[divisor];
        double full = 0, shrunk = 0, single = 0, both = 0;
        for (int index = 0, position = 0, place = 0; index < deviations.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            double value = deviations[index];
            int cycles = index / season;
            if (cycles > 0)
            {
                double mean = sums[position] / cycles;
                double shortMean = divisorSums[place] / (index / divisor);
                double weight = cycles / (cycles + 1.0);
                full += Square(value - mean);
                shrunk += Square(value - (weight * mean));
                single += Square(value - shortMean);
                both += Square(value - shortMean - (weight * (mean - shortMean)));
            }

            sums[position] += value;
            divisorSums[place] += value;
            position = position + 1 == season ? 0 : position + 1;
            place = place + 1 == divisor ? 0 : place + 1;
        }

        return new DivisorErrors(Math.Min(full, shrunk), single, both);
    }

    private static double Square(double value) => value * value;
}
