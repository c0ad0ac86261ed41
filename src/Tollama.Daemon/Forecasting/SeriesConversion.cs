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
        Dictionary<string, double[]> covariates = [];
        Dictionary<string, IReadOnlyList<string>> categories = [];
        foreach (ParsedCovariate covariate in series.PastCovariates)
        {
            covariates[covariate.Name] = Values(covariate, covariate.Name, categories);
        }

        foreach (ParsedCovariate covariate in series.FutureCovariates.Where(covariate => covariate.Length > horizon))
        {
            string name = FutureMark + covariate.Name;
            covariates[name] = Values(covariate, name, categories)[..series.Length];
        }

        return new RawSeries
        {
            Id = series.Id,
            Timestamps = [.. series.Timestamps!],
            Target = Numbers(series.Target),
            PastCovariates = covariates,
            Categories = categories,
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
            PastCovariates = [.. repaired.PastCovariates.Where(pair => !pair.Key.StartsWith(FutureMark, StringComparison.Ordinal)).Select(pair => Covariate(repaired, pair.Key, pair.Value))],
            FutureCovariates = [.. futureCovariates.Select(covariate => Rejoin(covariate, repaired, horizon))],
            StaticCovariates = staticCovariates,
        };

    private static ParsedCovariate Rejoin(ParsedCovariate covariate, RepairedSeries repaired, int horizon)
    {
        if (!repaired.PastCovariates.TryGetValue(FutureMark + covariate.Name, out double[]? past))
        {
            return covariate;
        }

        if (covariate.IsNumeric)
        {
            double[] known = Numbers(covariate.Values);
            return NumbersOf(covariate.Name, [.. past, .. known[^horizon..]]);
        }

        IReadOnlyList<string> texts = repaired.Categories[FutureMark + covariate.Name];
        return TextsOf(covariate.Name, [.. past.Select(code => CategoryText.Of(texts, code)), .. CategoryText.Read(covariate.Values)[^horizon..]]);
    }

    /// <summary>A covariate of a repaired series, categories as the texts that they are.</summary>
    internal static ParsedCovariate Covariate(RepairedSeries repaired, string name, double[] values) =>
        repaired.Categories.TryGetValue(name, out IReadOnlyList<string>? texts) ? TextsOf(name, Array.ConvertAll(values, code => CategoryText.Of(texts, code))) : NumbersOf(name, values);

    private static ParsedCovariate NumbersOf(string name, double[] values) => new(name, Json(values), values.Length, IsNumeric: true);

    private static ParsedCovariate TextsOf(string name, string?[] texts) => new(name, CategoryText.Write(texts), texts.Length, IsNumeric: false);

    private static double[] Values(ParsedCovariate covariate, string name, Dictionary<string, IReadOnlyList<string>> categories)
    {
        if (covariate.IsNumeric)
        {
            return Numbers(covariate.Values);
        }

        string?[] texts = CategoryText.Read(covariate.Values);
        string[] different = [.. texts.OfType<string>().Distinct()];
        Dictionary<string, int> places = different.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        categories[name] = different;
        return Array.ConvertAll(texts, text => text is null ? double.NaN : places[text]);
    }

    private static double[] Numbers(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, TollamaJsonContext.Default.DoubleArray)!;

    private static byte[] Json(double[] values) => JsonSerializer.SerializeToUtf8Bytes(values, TollamaJsonContext.Default.DoubleArray);
}
