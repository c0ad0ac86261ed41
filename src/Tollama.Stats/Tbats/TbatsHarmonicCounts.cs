using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A first guess at the number of waves in each season.</summary>
/// <remarks>
/// De Livera, Hyndman and Snyder (2011), section 3.3, begin with a regression of the detrended series, too. Over whole seasons sines and
/// cosines are orthogonal, so each wave lowers the sum of squares by its own periodogram ordinate; the number with the least criterion of
/// Akaike is taken.
/// </remarks>
internal static class TbatsHarmonicCounts
{
    private const int OperationsPerAngle = 50;

    /// <summary>The guess for seasons in ascending order.</summary>
    /// <param name="values">The series; at least two of the longest season.</param>
    /// <param name="seasons">The seasons.</param>
    /// <param name="most">The largest numbers allowed.</param>
    /// <param name="meter">Counts the work.</param>
    public static int[] Guess(double[] values, int[] seasons, int[] most, WorkMeter meter)
    {
        int longest = seasons[^1];
        double[] trend = CentredAverage.Over(values, longest, meter);
        meter.Spend(2L * values.Length);
        int half = longest / 2;
        int length = (values.Length - (2 * half)) / longest * longest;
        double[] rest = new double[length];
        for (int index = 0; index < length; index++)
        {
            rest[index] = values[half + index] - trend[half + index];
        }

        int[] counts = new int[seasons.Length];
        for (int season = 0; season < seasons.Length; season++)
        {
            counts[season] = Best(rest, seasons[season], most[season], meter);
        }

        return counts;
    }

    // Takes the waves chosen off the series, so that a longer season does not explain them again.
    private static int Best(double[] rest, int season, int most, WorkMeter meter)
    {
        meter.Spend(2L * rest.Length);
        double sum = 0;
        foreach (double value in rest)
        {
            sum += value * value;
        }

        double floor = 1e-12 * sum;
        double least = rest.Length * Math.Log(Math.Max(sum, double.Epsilon));
        int best = 0;
        for (int frequency = 1; frequency <= most && sum > floor; frequency++)
        {
            (double cosine, double sine) = Wave(rest, season, frequency, meter);
            int states = 2 * frequency == season ? 1 : 2;
            sum -= ((cosine * cosine) + (sine * sine)) * rest.Length / states;
            double criterion = (rest.Length * Math.Log(Math.Max(sum, floor))) + (4 * frequency);
            (least, best) = criterion < least ? (criterion, frequency) : (least, best);
        }

        for (int frequency = 1; frequency <= best; frequency++)
        {
            (double cosine, double sine) = Wave(rest, season, frequency, meter);
            for (int index = 0; index < rest.Length; index++)
            {
                meter.Spend(OperationsPerAngle);
                double angle = Angle(index, season, frequency);
                rest[index] -= (cosine * Math.Cos(angle)) + (sine * Math.Sin(angle));
            }
        }

        return best;
    }

    private static (double Cosine, double Sine) Wave(double[] rest, int season, int frequency, WorkMeter meter)
    {
        double cosine = 0, sine = 0;
        double scale = (2 * frequency == season ? 1.0 : 2.0) / rest.Length;
        for (int index = 0; index < rest.Length; index++)
        {
            meter.Spend(OperationsPerAngle);
            double angle = Angle(index, season, frequency);
            cosine += rest[index] * Math.Cos(angle);
            sine += rest[index] * Math.Sin(angle);
        }

        return (cosine * scale, sine * scale);
    }

    private static double Angle(int index, int season, int frequency) => 2 * Math.PI * ((long)index * frequency % season) / season;
}
