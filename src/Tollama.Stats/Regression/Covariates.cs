using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The covariates of a series as columns for a regression.</summary>
/// <param name="Names">The covariate that each column is of.</param>
/// <param name="Past">The columns, each as long as the history.</param>
/// <param name="Future">The same columns, <c>horizon</c> values each.</param>
/// <param name="Warnings">What was left out, a sentence each.</param>
internal sealed record Covariates(
    IReadOnlyList<string> Names, IReadOnlyList<double[]> Past, IReadOnlyList<double[]> Future, IReadOnlyList<string> Warnings)
{
    public static Covariates None { get; } = new([], [], [], []);

    /// <summary>The covariates whose past and future are both known, by name.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: a value is missing, or an array has a length that fits to nothing.</exception>
    public static Covariates Of(TimeSeries series, int horizon)
    {
        if (series.PastCovariates.Count + series.FutureCovariates.Count == 0)
        {
            return None;
        }

        List<string> names = [], warnings = [];
        List<double[]> past = [], future = [];
        int length = series.Target.Length;
        foreach ((string name, double[] values) in series.FutureCovariates.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            bool whole = values.Length == length + horizon;
            if (!whole && !series.PastCovariates.ContainsKey(name))
            {
                warnings.Add($"covariate '{name}' ignored: its past is not known");
                continue;
            }

            double[] complete = Complete($"future covariate '{name}'", values, whole ? length + horizon : horizon);
            names.Add(name);
            past.Add(whole ? complete[..length] : Complete($"past covariate '{name}'", series.PastCovariates[name], length));
            future.Add(complete[^horizon..]);
        }

        warnings.AddRange(series.PastCovariates.Keys.Where(name => !series.FutureCovariates.ContainsKey(name)).Order(StringComparer.Ordinal)
            .Select(name => $"covariate '{name}' ignored: its future is not known"));
        return new Covariates(names, past, future, warnings);
    }

    // Positions are those of the array as it was sent.
    private static double[] Complete(string what, double[] values, int length)
    {
        if (values.Length != length)
        {
            throw new TollamaException(ErrorCode.SeriesNotForecastable, $"The {what} has {values.Length} values where {length} are needed.");
        }

        int missing = Array.FindIndex(values, value => !double.IsFinite(value));
        return missing < 0 ? values : throw new TollamaException(
            ErrorCode.SeriesNotForecastable,
            $"Value {missing} of the {what} is missing.",
            "Fill the gaps of covariates before sending them, or leave the covariate out.");
    }
}
