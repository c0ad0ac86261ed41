using System.Globalization;
using Tollama.Core.Series;

namespace Tollama.Data.Inspection;

/// <summary>Options that would help with series that look a certain way.</summary>
public static class Advice
{
    private const double MostGaps = 0.2;
    private const double MostZeros = 0.3;

    /// <summary>The options by name, each with why.</summary>
    /// <param name="panel">The series on their steps.</param>
    public static IReadOnlyDictionary<string, string> Of(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        SortedDictionary<string, string> advice = new(StringComparer.Ordinal);
        int gappy = panel.Series.Count(series => series.Target.Missing > MostGaps * series.Length && IsCount(series));
        if (gappy > 0)
        {
            advice["fill=zero"] = Say(gappy, "has", "have", "whole numbers and many steps without a row: if nothing happened then, it was zero");
        }

        int positive = panel.Series.Count(series => series.Target.Missing < series.Length && series.Target.Values.All(value => !(value < 0)));
        if (positive == panel.Series.Count && positive > 0)
        {
            advice["non_negative=true"] = "no value is below zero";
        }

        int intermittent = panel.Series.Count(series => series.Target.Values.Count(value => value == 0) > MostZeros * series.Length);
        if (intermittent > 0)
        {
            advice["aggregate=W"] = Say(intermittent, "is", "are", "often zero: a longer step, with duplicates=sum, may be forecast better");
        }

        return advice;
    }

    private static bool IsCount(TimeSeries series) => series.Target.Values.All(value => double.IsNaN(value) || (value >= 0 && value == Math.Floor(value)));

    private static string Say(int count, string one, string many, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} series {(count == 1 ? one : many)} {what}");
}
