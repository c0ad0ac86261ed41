using System.Globalization;
using Tollama.Core.Forecasting;
using Tollama.Core.Sampling;

namespace Tollama.Daemon.Operations;

/// <summary>Tells which levels of an answer a model does not know, when it was asked for more levels than the answer has.</summary>
/// <remarks>
/// A model then cannot tell which levels anybody reads, so it says nothing of those that it does not know. It repeats its outermost quantiles for them, at every step: that
/// is how they are found. Quantiles at a bound, or at 0, and whole numbers, may be the same without that, and nothing is said of them.
/// </remarks>
internal static class RepeatedLevels
{
    /// <summary>The sentence; <see langword="null"/> when there is nothing to tell.</summary>
    /// <param name="quantiles">The quantiles of a series, of all levels that were asked for.</param>
    /// <param name="answered">The levels of the answer.</param>
    /// <param name="settings">The bounds of the values.</param>
    internal static string? NoticeOf(Dictionary<string, double[]> quantiles, IReadOnlyList<double> answered, SampleSettings settings)
    {
        (double Level, double[] Row)[] rows = [.. quantiles.Select(pair => (double.Parse(pair.Key, CultureInfo.InvariantCulture), pair.Value)).OrderBy(pair => pair.Item1)];
        int first = 0, last = rows.Length - 1;
        while (first < last && rows[first].Row.AsSpan().SequenceEqual(rows[first + 1].Row))
        {
            first++;
        }

        while (last > first && rows[last].Row.AsSpan().SequenceEqual(rows[last - 1].Row))
        {
            last--;
        }

        if (first >= last || settings.Integer)
        {
            return null;
        }

        double low = IsAtBound(rows[first].Row) ? 0 : rows[first].Level, high = IsAtBound(rows[last].Row) ? 1 : rows[last].Level;
        double[] repeated = [.. answered.Where(level => level < low || level > high)];
        return repeated.Length == 0
            ? null
            : UnknownLevels.NoticeOf(rows[first].Level, rows[last].Level, repeated);

        bool IsAtBound(double[] row) => Array.TrueForAll(row, value => value == 0 || value == settings.Lower || value == settings.Upper);
    }
}
