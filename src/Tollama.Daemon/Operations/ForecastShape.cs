using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

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
            string key = QuantileLevel.KeyOf(level);
            string[] sent = [.. KeysOf(forecast, level)];
            if (sent.Length != 1)
            {
                return sent.Length == 0 ? $"the runner sent no quantile {key}" : $"the runner sent quantile {key} twice, as {string.Join(" and as ", sent)}";
            }

            if (FaultOf($"quantile {key}", forecast.Quantiles![sent[0]], horizon) is { } quantileFault)
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
        : forecast.Quantiles!.Count == levels.Count && levels.All(level => forecast.Quantiles.ContainsKey(QuantileLevel.KeyOf(level))) ? forecast.Quantiles
        : levels.ToDictionary(QuantileLevel.KeyOf, level => forecast.Quantiles[KeysOf(forecast, level).Single()]);

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

    /// <summary>Under which keys a level was sent: programs write 0.00001 in several ways.</summary>
    private static IEnumerable<string> KeysOf(SeriesForecastData forecast, double level) =>
        (forecast.Quantiles?.Keys ?? Enumerable.Empty<string>()).Where(key => double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out double sent) && sent == level);

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
            return string.Create(CultureInfo.InvariantCulture, $"the runner sent {CountText.Of(values?.Length ?? 0, "value", "values")} of {what}; the horizon is {horizon}");
        }

        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"the runner sent a {what} that is not a finite number at step {bad + 1}");
    }
}
