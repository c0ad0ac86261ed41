using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats;

/// <summary>The 29 Februaries of a series of days with a season of a year: left out of the history, and put back into the forecast.</summary>
/// <remarks>
/// A season of 365 values counts days. Without the leap days each date has its place in it, so that Christmas stays on its dates; the forecast
/// of a leap day is the mean of the days around it. Weekdays move by one where a day is left out: of that nothing is left after the cycles that the
/// methods look back, and a leap day within them stays.
/// </remarks>
internal sealed class LeapDays
{
    private const int Year = 365;

    // As many weeks as the smoothing of a weekly season spans, and one.
    private const int DaysThatWeekdaysNeed = 84;

    private readonly HashSet<int> _past;
    private readonly HashSet<int> _future;

    private LeapDays(HashSet<int> past, HashSet<int> future)
    {
        _past = past;
        _future = future;
    }

    /// <summary>The leap days of a series; <see langword="null"/> when it has no season of a year, no dates, or no leap day to care for.</summary>
    public static LeapDays? Of(TimeSeries series, int[] seasons, int horizon)
    {
        if (!seasons.Contains(Year) || series.Frequency?.Name != "D" || series.Times is not [{ IsIndex: false } first, ..])
        {
            return null;
        }

        DateTime start = first.Local.Date;
        if ((DateTime.MaxValue - start).TotalDays <= (double)series.Length + horizon)
        {
            return null;
        }

        int observed = series.Target.Values.AsSpan().LastIndexOfAnyExcept(double.NaN) + 1;
        HashSet<int> past = [.. Enumerable.Range(0, series.Length).Where(IsLeapDay)];
        HashSet<int> future = [.. Enumerable.Range(0, horizon).Where(step => IsLeapDay(series.Length + step))];
        return past.Count + future.Count == 0 || past.Any(day => day >= observed - DaysThatWeekdaysNeed && day < observed) ? null : new LeapDays(past, future);

        bool IsLeapDay(int day) => start.AddDays(day) is { Month: 2, Day: 29 };
    }

    /// <summary>The history without its leap days.</summary>
    public double[] LeaveOut(double[] target) => [.. target.Where((_, day) => !_past.Contains(day))];

    /// <summary>How many steps have to be forecast for a horizon; at least 1.</summary>
    public int Steps(int horizon) => Math.Max(1, horizon - _future.Count);

    /// <summary>The forecast of all steps of a horizon.</summary>
    public SeriesForecast PutBack(SeriesForecast forecast, int horizon) => forecast with
    {
        Mean = PutBack(forecast.Mean, horizon),
        Quantiles = [.. forecast.Quantiles.Select(row => PutBack(row, horizon))],
        ErrorWeights = forecast.ErrorWeights is { } weights ? [.. weights, .. Enumerable.Repeat(weights[^1], horizon - forecast.Mean.Length)] : null,
    };

    /// <summary>Numbers of the history, as many as are left of it, with <see cref="double.NaN"/> at its leap days.</summary>
    public double[] PutBackMissing(double[] values)
    {
        double[] all = new double[values.Length + _past.Count];
        int next = 0;
        for (int day = 0; day < all.Length; day++)
        {
            all[day] = _past.Contains(day) ? double.NaN : values[next++];
        }

        return all;
    }

    /// <summary>Numbers of the history with those of each leap day between its neighbours', as its forecast is.</summary>
    public double[] PutBackBetween(double[] values)
    {
        double[] all = PutBackMissing(values);
        foreach (int day in _past)
        {
            double before = all[Math.Max(0, day - 1)], after = all[Math.Min(all.Length - 1, day + 1)];
            all[day] = double.IsNaN(before) ? after : double.IsNaN(after) ? before : before + ((after - before) / 2);
        }

        return all;
    }

    private double[] PutBack(double[] values, int horizon)
    {
        double[] all = new double[horizon];
        int next = 0;
        for (int step = 0; step < horizon; step++)
        {
            double before = values[Math.Clamp(next - 1, 0, values.Length - 1)];
            double after = values[Math.Min(next, values.Length - 1)];
            all[step] = _future.Contains(step) ? before + ((after - before) / 2) : values[next++];
        }

        return all;
    }
}
