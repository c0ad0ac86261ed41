using System.Globalization;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Daemon.Explanations;

/// <summary>How large seasons are, and where they are high and low: as they were the last time they passed.</summary>
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

        int high = -1, low = -1;
        for (int place = start; place < values.Length; place++)
        {
            if (double.IsFinite(values[place]))
            {
                high = high < 0 || values[place] > values[high] ? place : high;
                low = low < 0 || values[place] < values[low] ? place : low;
            }
        }

        if (high < 0)
        {
            return told;
        }

        double size = (values[high] - values[low]) * UnitOf(components, start);
        if (!double.IsFinite(size))
        {
            return told;
        }

        // On a level below zero, what multiplies most is lowest.
        (high, low) = size < 0 ? (low, high) : (high, low);
        SeasonPlaces places = new(series, season.Length);
        return told with { Size = Math.Abs(size), High = places.NameOf(high), Low = places.NameOf(low) };
    }

    // What multiplies the trend has its size on the level of that time.
    private static double UnitOf(SeriesComponents components, int start)
    {
        if (components.Multiplicative != true)
        {
            return 1;
        }

        double[] trend = [.. components.Trend.Skip(start).Where(double.IsFinite)];
        return trend.Length > 0 ? trend.Average() : double.NaN;
    }
}
