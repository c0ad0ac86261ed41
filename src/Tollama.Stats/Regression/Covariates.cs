using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The covariates of a series as columns for a regression: numbers as they are, categories as a column for each.</summary>
/// <param name="Names">The covariate that each column is of.</param>
/// <param name="Past">The columns, each as long as the history.</param>
/// <param name="Future">The same columns, <c>horizon</c> values each.</param>
/// <param name="Numbers">How many of the columns, the first ones, are numbers; the others are 1 where a category is and 0 elsewhere.</param>
/// <param name="Warnings">What was left out, a sentence each.</param>
internal sealed record Covariates(
    IReadOnlyList<string> Names, IReadOnlyList<double[]> Past, IReadOnlyList<double[]> Future, int Numbers, IReadOnlyList<string> Warnings)
{
    public static Covariates None { get; } = new([], [], [], 0, []);

    /// <summary>The covariates whose past and future are both known, by name.</summary>
    /// <param name="series">The series.</param>
    /// <param name="horizon">How many values of the future there are.</param>
    /// <param name="keepsAll">Whether every category has a column; by default the first has none, because the others tell where it is.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: a number is missing, or an array has a length that fits to nothing.</exception>
    public static Covariates Of(TimeSeries series, int horizon, bool keepsAll = false)
    {
        if (!series.HasCovariates)
        {
            return None;
        }

        List<string> names = [], warnings = [];
        List<double[]> past = [], future = [];
        foreach ((string name, double[] before, double[] after) in Known(series, horizon, series.PastCovariates, series.FutureCovariates, double.IsFinite, warnings))
        {
            names.Add(name);
            past.Add(before);
            future.Add(after);
        }

        int numbers = names.Count;
        foreach ((string name, string?[] before, string?[] after) in Known(series, horizon, series.PastCategories, series.FutureCategories, _ => true, warnings))
        {
            foreach (string? category in CategoryColumns.Of(name, before, after, keepsAll, warnings))
            {
                (double[] were, double[] will) = CategoryColumns.Indicate(category, before, after);
                names.Add(name);
                past.Add(were);
                future.Add(will);
            }
        }

        warnings.AddRange(series.PastCovariates.Keys.Except(series.FutureCovariates.Keys).Concat(series.PastCategories.Keys.Except(series.FutureCategories.Keys))
            .Order(StringComparer.Ordinal).Select(name => $"covariate '{name}' ignored: its future is not known"));
        return new Covariates(names, past, future, numbers, warnings);
    }

    private static IEnumerable<(string Name, T[] Past, T[] Future)> Known<T>(
        TimeSeries series, int horizon, IReadOnlyDictionary<string, T[]> past, IReadOnlyDictionary<string, T[]> future, Predicate<T> isThere, List<string> warnings)
    {
        int length = series.Target.Length;
        foreach ((string name, T[] values) in future.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            bool whole = values.Length == length + horizon;
            if (!whole && !past.ContainsKey(name))
            {
                warnings.Add($"covariate '{name}' ignored: its past is not known");
                continue;
            }

            T[] complete = Complete($"future covariate '{name}'", values, whole ? length + horizon : horizon, isThere);
            yield return (name, whole ? complete[..length] : Complete($"past covariate '{name}'", past[name], length, isThere), complete[^horizon..]);
        }
    }

    // Positions are those of the array as it was sent.
    private static T[] Complete<T>(string what, T[] values, int length, Predicate<T> isThere)
    {
        if (values.Length != length)
        {
            throw new TollamaException(ErrorCode.SeriesNotForecastable, $"The {what} has {values.Length} values where {length} are needed.");
        }

        int missing = Array.FindIndex(values, value => !isThere(value));
        return missing < 0 ? values : throw new TollamaException(
            ErrorCode.SeriesNotForecastable,
            $"Value {missing} of the {what} is missing.",
            "Fill the gaps of covariates before sending them, or leave the covariate out.");
    }
}
