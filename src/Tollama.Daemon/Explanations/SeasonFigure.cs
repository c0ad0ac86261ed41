using System.Globalization;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Daemon.Explanations;

/// <summary>How large seasons are, and where they are high and low: on average over the history.</summary>
/// <param name="series">The series.</param>
/// <param name="components">What its history is made of; <see langword="null"/> if nobody said.</param>
internal sealed class SeasonFigure(TimeSeries series, SeriesComponents? components)
{
    /// <summary>A season with its size, where its components are known.</summary>
    internal ExplainedSeason Of(FoundSeason season)
    {
        ExplainedSeason told = new() { Length = season.Length, Strength = season.Strength };
        int start = series.Length - season.Length;
        if (components is null || start < 0
            || !components.Seasonal.TryGetValue(season.Length.ToString(CultureInfo.InvariantCulture), out double[]? values) || values.Length != series.Length)
        {
            return told;
        }

        double[] means = [.. Enumerable.Range(0, season.Length).Select(first => MeanOf(values, start + first, season.Length))];
        int high = start, low = start;
        for (int place = 0; place < means.Length; place++)
        {
            high = means[place] > means[high - start] ? start + place : high;
            low = means[place] < means[low - start] ? start + place : low;
        }

        double size = (means[high - start] - means[low - start]) * UnitOf(components);
        if (!double.IsFinite(size))
        {
            return told;
        }

        // On a level below zero, what multiplies most is lowest.
        (high, low) = size < 0 ? (low, high) : (high, low);
        SeasonPlaces places = new(series, season.Length);
        return told with { Size = Math.Abs(size), High = places.NameOf(high), Low = places.NameOf(low) };
    }

    // The mean of the values at one place of a season, of which the last is given.
    private static double MeanOf(double[] values, int last, int season)
    {
        double sum = 0;
        int count = 0;
        for (int place = last; place >= 0; place -= season)
        {
            sum += values[place];
            count++;
        }

        return sum / count;
    }

    // What multiplies the trend has its size on the mean level.
    private static double UnitOf(SeriesComponents components)
    {
        if (components.Multiplicative != true)
        {
            return 1;
        }

        double[] trend = [.. components.Trend.Where(double.IsFinite)];
        return trend.Length > 0 ? trend.Average() : double.NaN;
    }
}
