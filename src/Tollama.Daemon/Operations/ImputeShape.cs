using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Imputation;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Puts what was filled into a series; what was observed stays as it is, to the last bit.</summary>
/// <param name="isWhole">True if what is filled in is brought to whole numbers.</param>
internal sealed class ImputeShape(bool isWhole)
{
    private const string Complete = "nothing is missing";

    /// <summary>A series of which nothing is missing.</summary>
    internal static ImputedSeries Whole(TimeSeries series) => Begin(series, Complete) with
    {
        Values = series.Target.Values,
        Filled = [],
        Warnings = ["no value is missing: the series comes back as it was sent"],
    };

    /// <summary>The series with its missing values filled.</summary>
    /// <param name="series">The series as it was sent to be filled.</param>
    /// <param name="found">What was found, without fault.</param>
    internal ImputedSeries Of(TimeSeries series, SeriesImputation found)
    {
        double[] values = [.. series.Target.Values];
        List<FilledValue> filled = new(found.Filled.Count);
        foreach (FilledStep step in found.Filled)
        {
            FilledValue value = new()
            {
                Index = step.Index,
                Timestamp = series.Times is { } times ? times[step.Index].ToString() : null,
                Value = Told(step.Value),
                Low = Told(step.Low),
                High = Told(step.High),
            };
            values[step.Index] = value.Value;
            filled.Add(value);
        }

        bool isIrregular = series is { Times: not null, Frequency: null };
        string[] warnings = [.. found.Warnings ?? [], .. isIrregular ? ["no frequency fits its time stamps: its values were taken to be equally far apart"] : (string[])[]];
        return Begin(series, found.Method) with { Values = values, Filled = filled, Warnings = warnings.Length == 0 ? null : warnings };
    }

    /// <summary>Why what a runner found cannot be right; <see langword="null"/> if it can: each missing value once, in their order, within its interval.</summary>
    internal static string? FaultOf(TimeSeries series, SeriesImputation found)
    {
        int next = 0;
        double[] values = series.Target.Values;
        for (int index = 0; index < values.Length; index++)
        {
            if (!double.IsNaN(values[index]))
            {
                continue;
            }

            if (next >= found.Filled.Count || found.Filled[next].Index != index)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the runner did not fill the missing value at {index}, or not in its turn");
            }

            FilledStep step = found.Filled[next++];
            if (!double.IsFinite(step.Value) || !(step.Low <= step.Value) || !(step.Value <= step.High))
            {
                return string.Create(CultureInfo.InvariantCulture, $"the runner filled the value at {index} with one outside its interval");
            }
        }

        return next == found.Filled.Count ? null : "the runner filled a value that is not missing";
    }

    private static ImputedSeries Begin(TimeSeries series, string method) => new()
    {
        Id = series.Id,
        Keys = series.Keys,
        Freq = series.Freq,
        Timestamps = series.Times is { Count: > 0 } times ? [.. times.Select(time => time.ToString())] : null,
        Values = [],
        Filled = [],
        Method = method,
    };

    private double Told(double value) => isWhole ? Math.Round(value, MidpointRounding.AwayFromZero) : value;
}
