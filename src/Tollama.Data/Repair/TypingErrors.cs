using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Names values that a slip of the fingers explains: a decimal point that was lost or moved, a sign that was swapped. Nothing is changed.</summary>
/// <remarks>
/// Such a value is three times as large, or as small, as all others of its series or has another sign, and what was meant lies among its neighbors, or among the values of
/// the same season. Where neighbors differ much, in growth and in demand that is often zero, nothing can be said.
/// </remarks>
internal static class TypingErrors
{
    private const int Fewest = 12;
    private const int MostNamed = 3;

    /// <summary>A series with more zeros is one of rare events, of any size.</summary>
    private const double MostZeros = 0.05;

    /// <summary>So many times as large as all others, or as small.</summary>
    private const double Apart = 3;

    /// <summary>So many values on each side are the neighbors.</summary>
    private const int Reach = 4;

    /// <summary>Neighbors that differ by more than this tell nothing of a value between them.</summary>
    private const double MostSpread = 4;

    private const double MostSpreadOfThousands = 6;
    private const double Tolerance = 1.1;
    private static readonly double[] Factors = [10, 100, 1000];

    /// <summary>A sentence; <see langword="null"/> when no value is a slip.</summary>
    /// <param name="series">A series on its steps.</param>
    public static string? Find(TimeSeries series)
    {
        double[] values = series.Target.Values;
        List<string> found = [];
        foreach (int place in Candidates(values))
        {
            if (Explain(values, place, series.Frequency?.SeasonLength ?? 1) is { } slip)
            {
                string when = series.Times is { Count: > 0 } times ? $"at {times[place]}" : $"in row {place + 1}";
                found.Add($"{Text(values[place])} {when} is {slip}");
            }
        }

        return found.Count == 0 ? null
            : $"series '{Excerpt.Of(series.Id)}': {string.Join("; ", found)}. It was used as it is; if it is a slip, correct it, or set the option robust, which replaces outliers.";
    }

    /// <summary>The places of the few values that stand apart from all others.</summary>
    private static IEnumerable<int> Candidates(double[] values)
    {
        List<int> largest = [];
        List<int> smallest = [];
        int positive = 0;
        int negative = 0;
        int observed = 0;
        int lastPositive = 0;
        int lastNegative = 0;
        for (int place = 0; place < values.Length; place++)
        {
            if (double.IsNaN(values[place]))
            {
                continue;
            }

            observed++;
            (positive, lastPositive) = values[place] > 0 ? (positive + 1, place) : (positive, lastPositive);
            (negative, lastNegative) = values[place] < 0 ? (negative + 1, place) : (negative, lastNegative);
            Keep(largest, values, place, sign: 1);
            Keep(smallest, values, place, sign: -1);
        }

        if (observed < Fewest || observed - positive - negative > MostZeros * observed)
        {
            return [];
        }

        // The first value may be the beginning of something, and the first and the last one a part of a period.
        int first = Array.FindIndex(values, value => !double.IsNaN(value));
        int last = Array.FindLastIndex(values, value => !double.IsNaN(value));
        double Size(int place) => Math.Abs(values[place]);
        IEnumerable<int> large = Standing(largest, (one, next) => Size(one) >= Apart * Size(next) && Size(next) > 0).Where(place => place != first);
        IEnumerable<int> small = Standing(smallest, (one, next) => Size(one) > 0 && Apart * Size(one) <= Size(next)).Where(place => place != first && place != last);
        IEnumerable<int> swapped = (positive, negative) switch
        {
            (1, _) when negative == observed - 1 => [lastPositive],
            (_, 1) when positive == observed - 1 => [lastNegative],
            _ => [],
        };
        return large.Concat(small).Concat(swapped).Distinct();
    }

    /// <summary>Keeps the places of the largest values, or of the smallest, one more than are named.</summary>
    private static void Keep(List<int> kept, double[] values, int place, int sign)
    {
        double size = sign * Math.Abs(values[place]);
        int at = kept.Count;
        while (at > 0 && size > sign * Math.Abs(values[kept[at - 1]]))
        {
            at--;
        }

        if (at <= MostNamed)
        {
            kept.Insert(at, place);
            if (kept.Count > MostNamed + 1)
            {
                kept.RemoveAt(MostNamed + 1);
            }
        }
    }

    private static IEnumerable<int> Standing(List<int> ordered, Func<int, int, bool> standsApart)
    {
        for (int count = Math.Min(MostNamed, ordered.Count - 1); count > 0; count--)
        {
            if (standsApart(ordered[count - 1], ordered[count]))
            {
                return ordered.Take(count);
            }
        }

        return [];
    }

    private static string? Explain(double[] values, int place, int season)
    {
        double[] near = Around(values, place, 1);
        double[] sameSeason = season > 1 ? Around(values, place, season) : [];
        foreach ((double[] others, string what) in (ReadOnlySpan<(double[], string)>)[(near, "its neighbors are"), (sameSeason, "the same season has")])
        {
            if (others.Length < 2 || (others[0] > 0) != (others[^1] > 0) || others[0] * others[^1] == 0)
            {
                continue;
            }

            double low = Math.Min(Math.Abs(others[0]), Math.Abs(others[^1]));
            double high = Math.Max(Math.Abs(others[0]), Math.Abs(others[^1]));
            string range = $"({Text(others[0])} to {Text(others[^1])})";
            double value = Math.Abs(values[place]);
            if ((values[place] > 0) != (others[0] > 0))
            {
                if (high <= MostSpread * low && Fits(value, low, high) && value + low > high - low)
                {
                    return $"what {what} with the sign swapped {range}";
                }

                continue;
            }

            foreach (double factor in Factors)
            {
                bool tells = high <= (factor > 10 ? MostSpreadOfThousands : MostSpread) * low;
                if (tells && Fits(value / factor, low, high))
                {
                    return $"{Text(factor)} times what {what} {range}";
                }

                if (tells && Fits(value * factor, low, high))
                {
                    return $"1/{Text(factor)} of what {what} {range}";
                }
            }
        }

        return null;
    }

    private static bool Fits(double value, double low, double high) => value >= low / Tolerance && value <= high * Tolerance;

    /// <summary>The nearest observed values on both sides, some steps apart, ascending.</summary>
    private static double[] Around(double[] values, int place, int step)
    {
        List<double> around = [];
        foreach (int direction in (ReadOnlySpan<int>)[-step, step])
        {
            int count = 0;
            for (long at = (long)place + direction; at >= 0 && at < values.Length && count < Reach; at += direction)
            {
                if (!double.IsNaN(values[at]))
                {
                    around.Add(values[at]);
                    count++;
                }
            }
        }

        around.Sort();
        return [.. around];
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
