using Tollama.Daemon.Anomalies;

namespace Tollama.Daemon.Explanations;

/// <summary>By how much a level changed: what a model expected has often followed the change for a part already, so the values themselves are compared.</summary>
internal static class ShiftSize
{
    private const int LeastWindow = 10;

    /// <summary>
    /// The median difference between the values after a change and those before it, at the same places of whole seasons, less the same difference of a window earlier, which is
    /// the trend. What the model was off by, where there are not enough values.
    /// </summary>
    /// <param name="watched">The series.</param>
    /// <param name="shift">The change.</param>
    /// <param name="start">Where the level before it begins.</param>
    /// <param name="end">Where the level after it ends.</param>
    internal static double Of(WatchedSeries watched, Shift shift, int start, int end)
    {
        int season = Math.Max(1, watched.Season);
        int window = (int)Math.Min(int.MaxValue / 4, (long)season * ((LeastWindow + season - 1) / season));
        if (shift.At - start < window || end - shift.At < window || MedianOf(watched.Values, shift.At, window) is not { } change)
        {
            return shift.Size;
        }

        double trend = shift.At - start >= 2 * window && MedianOf(watched.Values, shift.At - window, window) is { } before ? before : 0;
        return change - trend;
    }

    private static double? MedianOf(double[] values, int from, int window)
    {
        double[] differences = [.. Enumerable.Range(from, window).Select(place => values[place] - values[place - window]).Where(double.IsFinite).Order()];
        return differences.Length > 0 ? (differences[(differences.Length - 1) / 2] + differences[differences.Length / 2]) / 2 : null;
    }
}
