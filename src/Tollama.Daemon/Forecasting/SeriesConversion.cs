using System.Text.Json;
using Tollama.Core.Json;
using Tollama.Core.Validation;
using Tollama.Data.Repair;

namespace Tollama.Daemon.Forecasting;

/// <summary>Carries series over to the repair, which works on numbers, and back to JSON, which runners read.</summary>
internal static class SeriesConversion
{
    /// <summary>Stands before the past part of a future covariate while the series is repaired; no covariate of a request can be called so.</summary>
    private const string FutureMark = "\u0001";

    /// <summary>A JSON series as numbers. A future covariate that covers the past as well travels along with its past part.</summary>
    internal static RawSeries ToRaw(ParsedSeries series, int horizon)
    {
        Dictionary<string, double[]> covariates = series.PastCovariates.ToDictionary(covariate => covariate.Name, covariate => Numbers(covariate.Values));
        foreach (ParsedCovariate covariate in series.FutureCovariates.Where(covariate => covariate.Length > horizon))
        {
            covariates[FutureMark + covariate.Name] = Numbers(covariate.Values)[..series.Length];
        }

        return new RawSeries
        {
            Id = series.Id,
            Timestamps = [.. series.Timestamps!],
            Target = Numbers(series.Target),
            PastCovariates = covariates,
        };
    }

    /// <summary>A repaired series as JSON again, its future covariates put together from their repaired past and their known future.</summary>
    internal static PreparedSeries FromRepaired(
        RepairedSeries repaired, string? freq, int horizon, IReadOnlyList<ParsedCovariate> futureCovariates, ReadOnlyMemory<byte> staticCovariates) => new()
        {
            Id = repaired.Id,
            Freq = freq ?? repaired.Frequency.Name,
            Target = Json(repaired.Target),
            Length = repaired.Target.Length,
            Timestamps = repaired.Timestamps,
            Future = Array.ConvertAll(repaired.Grid.Future(horizon), stamp => stamp.ToString()),
            PastCovariates = [.. repaired.PastCovariates.Where(pair => !pair.Key.StartsWith(FutureMark, StringComparison.Ordinal)).Select(pair => Covariate(pair.Key, pair.Value))],
            FutureCovariates = [.. futureCovariates.Select(covariate => Rejoin(covariate, repaired, horizon))],
            StaticCovariates = staticCovariates,
        };

    private static ParsedCovariate Rejoin(ParsedCovariate covariate, RepairedSeries repaired, int horizon)
    {
        if (!repaired.PastCovariates.TryGetValue(FutureMark + covariate.Name, out double[]? past))
        {
            return covariate;
        }

        double[] known = Numbers(covariate.Values);
        return Covariate(covariate.Name, [.. past, .. known[^horizon..]]);
    }

    internal static ParsedCovariate Covariate(string name, double[] values) => new(name, Json(values), values.Length, IsNumeric: true);

    private static double[] Numbers(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, TollamaJsonContext.Default.DoubleArray)!;

    private static byte[] Json(double[] values) => JsonSerializer.SerializeToUtf8Bytes(values, TollamaJsonContext.Default.DoubleArray);
}
