using Tollama.Core.Analysis;
using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Turns outliers into anomalies: what would have been usual, how far off they are, and whether they stand alone.</summary>
internal static class AnomalyRuns
{
    private const int ValuesInShift = 3;

    // A season and a trend that explain nearly all leave so little that their own inaccuracy would look large: this share of the interquartile range of the
    // series itself always counts as usual.
    private const double LeastRange = 0.02;

    // Of what lies outside: so many interquartile ranges beyond the limit.
    private const double Medium = 1;
    private const double High = 3;

    /// <summary>The anomalies of a series, oldest first.</summary>
    /// <param name="history">The series.</param>
    /// <param name="seasons">Its seasons, ascending.</param>
    /// <param name="offset">The position of its first value in the series as it was given.</param>
    /// <param name="ranges">How many interquartile ranges beyond its quartiles a remainder is outside.</param>
    /// <param name="meter">Counts the work.</param>
    public static IReadOnlyList<FoundAnomaly> Find(History history, int[] seasons, int offset, double ranges, WorkMeter meter)
    {
        if (Outliers.Survey(history.Values, seasons, meter)?.WithRange(LeastRange * RangeOf(history.Values, meter)) is not { } survey)
        {
            return [];
        }

        double low = survey.Lower - (ranges * survey.Range), high = survey.Upper + (ranges * survey.Range);
        int[] found = Array.FindAll(survey.Beyond(ranges), index => history.Observed[index]);
        List<FoundAnomaly> anomalies = new(found.Length);
        for (int first = 0; first < found.Length;)
        {
            bool isHigh = survey.Remainder[found[first]] > high;
            int next = first + 1;
            while (next < found.Length && found[next] == found[next - 1] + 1 && (survey.Remainder[found[next]] > high) == isHigh)
            {
                next++;
            }

            string type = next - first >= ValuesInShift ? FoundAnomaly.Shift : isHigh ? FoundAnomaly.Spike : FoundAnomaly.Dip;
            foreach (int index in found[first..next])
            {
                double remainder = survey.Remainder[index];
                double expected = history.Values[index] - remainder;
                double beyond = (isHigh ? remainder - high : low - remainder) / survey.Range;
                anomalies.Add(new FoundAnomaly
                {
                    Index = offset + index,
                    Value = history.Unscale(history.Values[index]),
                    Expected = history.Unscale(expected),
                    Low = history.Unscale(expected + low),
                    High = history.Unscale(expected + high),
                    Type = type,
                    Severity = beyond >= High ? "high" : beyond >= Medium ? "medium" : "low",
                    RangeStart = offset + found[first],
                    RangeEnd = offset + found[next - 1],
                });
            }

            first = next;
        }

        return anomalies;
    }

    private static double RangeOf(double[] values, WorkMeter meter)
    {
        double[] sorted = [.. values];
        MeteredSort.Sort(sorted, meter);
        return Outliers.Quantile(sorted, 0.75) - Outliers.Quantile(sorted, 0.25);
    }
}
