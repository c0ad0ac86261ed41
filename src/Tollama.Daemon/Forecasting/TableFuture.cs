using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Validation;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Forecasting;

/// <summary>Known future covariates of a table: the values of the past rows, then those of the rows after the last observation.</summary>
internal static class TableFuture
{
    internal static IReadOnlyList<ParsedCovariate> Covariates(RepairedSeries series, FutureRows rows, int horizon)
    {
        Timestamp[] steps = series.Grid.Future(horizon);
        return [.. rows.Covariates.Select(pair => Covariate(series, pair.Key, pair.Value, rows.Timestamps, steps))];
    }

    private static ParsedCovariate Covariate(
        RepairedSeries series, string name, double[] values, IReadOnlyList<Timestamp> stamps, Timestamp[] steps)
    {
        Dictionary<Timestamp, double> known = [];
        for (int i = 0; i < stamps.Count; i++)
        {
            known[stamps[i]] = values[i];
        }

        double[] past = series.PastCovariates.GetValueOrDefault(name) ?? [];
        double[] future = Array.ConvertAll(steps, step => known.GetValueOrDefault(step, double.NaN));
        bool isCategory = series.Categories.ContainsKey(name);
        int missing = Array.FindIndex(steps, step => !known.TryGetValue(step, out double value) || (double.IsNaN(value) && !isCategory));
        return missing < 0
            ? SeriesConversion.Covariate(series, name, [.. past, .. future])
            : throw new TollamaException(
                ErrorCode.InvalidTable,
                string.Create(CultureInfo.InvariantCulture, $"the future covariate '{name}' of series '{series.Id}' has no value for {steps[missing]}, step {missing + 1} of {steps.Length}"),
                "add a row for each step to forecast, with the target empty");
    }
}
