using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>The covariates of a series as Chronos-2 reads them: numbers, each with a past, those of the past alone first.</summary>
internal static class Chronos2Covariates
{
    /// <summary>The past of each covariate, and its future where that is known.</summary>
    /// <param name="series">The series.</param>
    /// <param name="horizon">How many steps are forecast.</param>
    /// <param name="warnings">Is told of those that have no past.</param>
    public static IEnumerable<(double[] Past, double[] Future)> Of(TimeSeries series, int horizon, List<string> warnings)
    {
        if (!series.HasCovariates)
        {
            return [];
        }

        TimeSeries joined = series.JoinCovariates(horizon);
        int length = series.Target.Length;
        SortedDictionary<string, double[]> past = new(StringComparer.Ordinal), future = new(StringComparer.Ordinal);
        Add(past, joined.PastCovariates, values => values);
        Add(past, joined.PastCategories, values => Encode(series, values, length));
        Add(future, joined.FutureCovariates, values => values);
        Add(future, joined.FutureCategories, values => values.Length == length + horizon ? Encode(series, values, length) : new double[values.Length]);
        warnings.AddRange(future.Where(entry => entry.Value.Length != length + horizon).Select(entry => $"covariate '{entry.Key}' ignored: its past is not known"));
        return
        [
            .. past.Values.Where(values => values.Length == length).Select(values => (values, Array.Empty<double>())),
            .. future.Values.Where(values => values.Length == length + horizon).Select(values => (values[..length], values[length..])),
        ];
    }

    private static void Add<T>(SortedDictionary<string, double[]> rows, IReadOnlyDictionary<string, T[]> covariates, Func<T[], double[]> encode)
    {
        foreach ((string name, T[] values) in covariates)
        {
            rows[name] = encode(values);
        }
    }

    private static double[] Encode(TimeSeries series, string?[] categories, int length) =>
        categories.Length < length ? [] : new TargetEncoding(series.Target, categories[..length]).Encode(categories);
}
