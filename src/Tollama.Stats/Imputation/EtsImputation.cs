using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fills missing values by exponential smoothing from both sides.</summary>
/// <remarks>
/// A gap is forecast by <see cref="AutoEts"/> from the values before it, and from the reversed values behind it; the two are weighted by
/// the inverse of their variances, whose sum is the inverse of the variance of the result: the combination of independent unbiased
/// estimates with the least variance (Bates and Granger, The Combination of Forecasts, 1969). At the end of a series there is only the
/// forecast, at its beginning only the backcast. Of a random walk this is the smoothed state exactly.
/// </remarks>
internal static class EtsImputation
{
    /// <summary>The most gaps of a series: each takes two fits.</summary>
    internal const int MostGaps = 100;

    // So many values on either side of a gap are looked at, or so many seasons.
    private const int MostValues = 300;
    private const int MostSeasons = 8;

    // One standard deviation below and above the mean of a normal law.
    private const double Below = 0.15865525393145707;

    /// <summary>Fills a series.</summary>
    /// <param name="values">The series; NaN where a value is missing, with at least one observed value.</param>
    /// <param name="seasons">Its season; empty for none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: there are too many gaps.</exception>
    public static Filling Fill(double[] values, int[] seasons, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        meter.Spend(10L * values.Length);
        List<(int Start, int End)> gaps = Gaps(values);
        if (gaps.Count > MostGaps)
        {
            throw new TollamaException(
                ErrorCode.SeriesNotForecastable,
                $"The series has {gaps.Count} gaps; model=ets looks at each from both sides, and fills {MostGaps} at most.",
                "Leave model= out, or send model=arima.");
        }

        double[] reversed = [.. values];
        Array.Reverse(reversed);
        double[] means = new double[values.Length], errors = new double[values.Length];
        string method = "ets";
        List<(int Start, int End)> unknown = [];
        foreach ((int start, int end) in gaps)
        {
            SeriesForecast? before = Forecast(values, start, end - start, seasons, cancellationToken);
            SeriesForecast? behind = Forecast(reversed, values.Length - end, end - start, seasons, cancellationToken);
            method = (before ?? behind)!.Method ?? method;
            for (int step = 0; step < end - start; step++)
            {
                (means[start + step], errors[start + step]) = Combine(At(before, step), At(behind, end - start - 1 - step));
            }

            if (errors.AsSpan(start..end).Contains(0))
            {
                unknown.Add((start, end));
            }
        }

        Filling filling = new(means, errors, $"{method}, from both sides of each gap");
        return unknown.Count > 0 && Moves(values) ? WithLines(filling, unknown, gaps.Count, values, meter) : filling;
    }

    // Too few values before or behind a gap are met exactly: that leaves no errors, which would be an interval of no width, and all the weight.
    private static Filling WithLines(Filling filling, List<(int Start, int End)> unknown, int gaps, double[] values, WorkMeter meter)
    {
        Filling lines = ArimaImputation.FillByLines(values, meter);
        foreach ((int start, int end) in unknown)
        {
            lines.Means.AsSpan(start..end).CopyTo(filling.Means.AsSpan(start));
            lines.Errors.AsSpan(start..end).CopyTo(filling.Errors.AsSpan(start));
        }

        string where = unknown.Count == gaps ? "" : $" ({unknown.Count} of {gaps} gaps)";
        return filling with
        {
            Method = unknown.Count == gaps ? lines.Method : filling.Method,
            DegreesOfFreedom = lines.DegreesOfFreedom,
            Warnings = [$"exponential smoothing leaves no errors that tell of the width of an interval{where}: the straight line between the neighbors is taken, with the width of a random walk"],
        };
    }

    private static bool Moves(double[] values)
    {
        double first = Array.Find(values, value => !double.IsNaN(value));
        return Array.Exists(values, value => !double.IsNaN(value) && value != first);
    }

    private static List<(int Start, int End)> Gaps(double[] values)
    {
        List<(int Start, int End)> gaps = [];
        for (int index = 0; index < values.Length; index++)
        {
            int start = index;
            while (index < values.Length && double.IsNaN(values[index]))
            {
                index++;
            }

            if (index > start)
            {
                gaps.Add((start, index));
            }
        }

        return gaps;
    }

    private static SeriesForecast? Forecast(double[] values, int end, int steps, int[] seasons, CancellationToken cancellationToken)
    {
        int most = Math.Max(MostValues, seasons.Length > 0 ? MostSeasons * seasons[0] : 0);
        ReadOnlySpan<double> known = values.AsSpan(Math.Max(0, end - most), Math.Min(end, most));
        return History.LengthBetweenEnds(known) == 0
            ? null
            : new AutoEts().Fit(known, seasons, cancellationToken).Forecast(steps, [Below, 1 - Below], cancellationToken: cancellationToken);
    }

    private static (double Mean, double Error)? At(SeriesForecast? forecast, int step) =>
        forecast is null ? null : (forecast.Mean[step], Math.Max(0, (forecast.Quantiles[1][step] - forecast.Quantiles[0][step]) / 2));

    private static (double Mean, double Error) Combine((double Mean, double Error)? one, (double Mean, double Error)? other)
    {
        if (one is not { } before || other is not { } behind)
        {
            return one ?? other!.Value;
        }

        double largest = Math.Max(before.Error, behind.Error);
        if (!(largest > 0))
        {
            return ((before.Mean + behind.Mean) / 2, 0);
        }

        // Relative to the larger one, so that no square overflows.
        double a = Math.Pow(before.Error / largest, 2), b = Math.Pow(behind.Error / largest, 2);
        double share = b / (a + b);
        return ((share * before.Mean) + ((1 - share) * behind.Mean), largest * Math.Sqrt(a * b / (a + b)));
    }
}
