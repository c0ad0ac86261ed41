using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>What is left of a series without its centred moving average over a season: the season and the noise.</summary>
internal static class SeasonDeviations
{
    private const int OperationsPerValue = 6;

    /// <summary>The deviations; the first belongs to the value at half a season, and as many lack at the end.</summary>
    /// <param name="values">The series, without missing values; longer than the season.</param>
    /// <param name="season">The number of values in the season, at least 2.</param>
    /// <param name="meter">Counts the work.</param>
    public static double[] Of(ReadOnlySpan<double> values, int season, WorkMeter meter)
    {
        int half = season / 2;
        double edge = season % 2 == 0 ? 0.5 : 1;
        double[] deviations = new double[Math.Max(0, values.Length - (2 * half))];
        double sum = 0;
        for (int index = 0; index < deviations.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            int centre = index + half;
            if (index % season == 0)
            {
                // Anew each season, so that the sum does not carry the rounding of the whole series along.
                meter.Spend(season);
                sum = Sum(values.Slice(index + 1, (2 * half) - 1));
            }
            else
            {
                sum += values[centre + half - 1] - values[index];
            }

            deviations[index] = values[centre] - ((sum + (edge * (values[index] + values[centre + half]))) / season);
        }

        return deviations;
    }

    /// <summary>The series without the means of the deviations at each position of the season: without a season that never changes.</summary>
    /// <param name="values">The series, without missing values; at least two seasons long.</param>
    /// <param name="season">The number of values in the season, at least 2.</param>
    /// <param name="meter">Counts the work.</param>
    public static double[] TakeOffSeason(ReadOnlySpan<double> values, int season, WorkMeter meter)
    {
        double[] deviations = Of(values, season, meter);
        double[] means = new double[season];
        double mean = 0;
        for (int position = 0; position < season; position++)
        {
            int count = 0;
            for (int index = position; index < deviations.Length; index += season)
            {
                meter.Spend(2);
                means[position] += deviations[index];
                count++;
            }

            means[position] /= Math.Max(1, count);
            mean += means[position] / season;
        }

        double[] rest = new double[values.Length];
        int at = season - (season / 2);
        for (int index = 0; index < rest.Length; index++)
        {
            meter.Spend(2);
            at = at == season ? 0 : at;
            rest[index] = values[index] - means[at++] + mean;
        }

        return rest;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
