using Tollama.Core.Api;
using Tollama.Daemon.Anomalies;

namespace Tollama.Daemon.Explanations;

/// <summary>What in a series does not go on as before: values that do not belong to the rest, and changes of its level.</summary>
/// <param name="Shifts">The changes, oldest first.</param>
/// <param name="Outliers">The first of the values; those that begin a new level are none.</param>
/// <param name="Count">How many such values there are.</param>
internal sealed record Oddities(IReadOnlyList<ExplainedShift> Shifts, IReadOnlyList<Anomaly> Outliers, int Count)
{
    /// <summary>Of a hundred usual values so many lie inside their interval: one in a thousand does not.</summary>
    internal const double Level = 99.9;

    /// <summary>So many outliers of a series are listed.</summary>
    internal const int MostListed = 1000;

    private const double MostScore = 1e9;

    /// <summary>Those of a series that was looked at.</summary>
    internal static Oddities Of(WatchedSeries watched)
    {
        double standard = ErrorSpread.StandardWidth(Level / 100);
        List<Anomaly> outliers = [];
        int count = 0;
        for (int place = 0; place < watched.Length; place++)
        {
            if (!watched.IsOutside(place) || watched.HeadAt(place) is not null)
            {
                continue;
            }

            count++;
            if (outliers.Count < MostListed)
            {
                (double low, double high) = Findings.IntervalOf(watched, place);
                double score = (watched.Values[place] - watched.Expected[place]) / (watched.Half[place] / standard);
                outliers.Add(new Anomaly
                {
                    Id = watched.Series.Id,
                    Timestamp = LabelOf(watched, place),
                    Index = place,
                    Value = watched.Values[place],
                    Expected = watched.Expected[place],
                    Low = low,
                    High = high,
                    Score = Math.Clamp(score, -MostScore, MostScore),
                });
            }
        }

        Shift[] shifts = [.. watched.Shifts.OrderBy(shift => shift.At)];
        return new Oddities([.. shifts.Select((_, order) => Of(watched, shifts, order))], outliers, count);
    }

    private static ExplainedShift Of(WatchedSeries watched, Shift[] shifts, int order)
    {
        Shift shift = shifts[order];
        int start = order > 0 ? shifts[order - 1].At : 0;
        int end = order + 1 < shifts.Length ? shifts[order + 1].At : watched.Length;
        return new ExplainedShift { Index = shift.At, Timestamp = LabelOf(watched, shift.At), Length = end - shift.At, Size = ShiftSize.Of(watched, shift, start, end) };
    }

    private static string? LabelOf(WatchedSeries watched, int place) => watched.Series.Times is { Count: > 0 } times ? times[place].ToString() : null;
}
