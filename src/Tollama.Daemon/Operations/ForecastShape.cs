using System.Globalization;
using Tollama.Core.Api;

namespace Tollama.Daemon.Operations;

/// <summary>Checks what a runner sent for a series: as many steps and levels as were asked for, every number finite, no level below a lower one.</summary>
internal static class ForecastShape
{
    internal static string? FaultOf(SeriesForecastData forecast, int horizon, IReadOnlyList<double> levels)
    {
        if (FaultOf("mean", forecast.Mean, horizon) is { } fault)
        {
            return fault;
        }

        foreach (double level in levels)
        {
            string key = KeyOf(level);
            if (forecast.Quantiles?.TryGetValue(key, out double[]? values) is not true)
            {
                return $"the runner sent no quantile {key}";
            }

            if (FaultOf($"quantile {key}", values, horizon) is { } quantileFault)
            {
                return quantileFault;
            }
        }

        return null;
    }

    /// <summary>
    /// The levels that were asked for; what else was sent is of no known shape. <see langword="null"/> when none were asked for.
    /// </summary>
    internal static Dictionary<string, double[]>? Asked(SeriesForecastData forecast, IReadOnlyList<double> levels) =>
        levels.Count == 0 ? null
        : forecast.Quantiles!.Count == levels.Count ? forecast.Quantiles
        : levels.Select(KeyOf).ToDictionary(key => key, key => forecast.Quantiles[key]);

    /// <summary>Sorts the levels' values step by step where they cross.</summary>
    /// <returns>True if anything changed.</returns>
    internal static bool Uncross(Dictionary<string, double[]> quantiles)
    {
        double[][] levels = [.. quantiles
            .OrderBy(pair => double.Parse(pair.Key, CultureInfo.InvariantCulture))
            .Select(pair => pair.Value)];
        bool changed = false;
        double[] step = new double[levels.Length];
        for (int t = 0; t < levels[0].Length; t++)
        {
            if (IsAscending(levels, t))
            {
                continue;
            }

            changed = true;
            for (int i = 0; i < levels.Length; i++)
            {
                step[i] = levels[i][t];
            }

            Array.Sort(step);
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i][t] = step[i];
            }
        }

        return changed;
    }

    private static string KeyOf(double level) => level.ToString(CultureInfo.InvariantCulture);

    private static bool IsAscending(double[][] levels, int t)
    {
        for (int i = 1; i < levels.Length; i++)
        {
            if (levels[i][t] < levels[i - 1][t])
            {
                return false;
            }
        }

        return true;
    }

    private static string? FaultOf(string what, double[]? values, int horizon)
    {
        if (values is null || values.Length != horizon)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the runner sent {values?.Length ?? 0} values of {what}; the horizon is {horizon}");
        }

        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"the runner sent a {what} that is not a finite number at step {bad + 1}");
    }
}
