using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The covariates of a series as columns for a regression: numbers as they are, categories as a column for each.</summary>
/// <param name="Names">The covariate that each column is of.</param>
/// <param name="Past">The columns, each as long as the history.</param>
/// <param name="Future">The same columns, <c>horizon</c> values each.</param>
/// <param name="Numbers">
/// How many of the columns, the first ones, are numbers; the others are 1 where a category is and 0 elsewhere.
/// </param>
/// <param name="Warnings">What was left out, a sentence each.</param>
internal sealed record Covariates(
    IReadOnlyList<string> Names, IReadOnlyList<double[]> Past, IReadOnlyList<double[]> Future, int Numbers, IReadOnlyList<string> Warnings)
{
    public static Covariates None { get; } = new([], [], [], 0, []);

    /// <summary>The covariates whose past and future are both known, by name, numbers first.</summary>
    /// <param name="covariates">All covariates of a series.</param>
    /// <param name="keepsAll">
    /// Whether every category has a column; by default the first has none, because the others tell where it is.
    /// </param>
    /// <param name="meter">Counts the work.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: a number is missing.</exception>
    public static Covariates Of(IReadOnlyList<Covariate> covariates, WorkMeter meter, bool keepsAll = false)
    {
        if (covariates.Count == 0)
        {
            return None;
        }

        List<string> names = [], warnings = [];
        List<double[]> past = [], future = [];
        int numbers = 0;
        ILookup<bool, Covariate> byFuture = covariates.OrderBy(one => one.Name, StringComparer.Ordinal).ToLookup(one => one.Future is not null);
        foreach (Covariate covariate in byFuture[true].OrderBy(one => one.IsCategory))
        {
            if (covariate.Past is null)
            {
                warnings.Add($"covariate '{covariate.Name}' ignored: its past is not known");
                continue;
            }

            IReadOnlyList<(double[] Past, double[] Future)> columns = covariate.IsCategory
                ? CategoryColumns.Of(covariate, keepsAll, warnings, meter)
                : [Complete(covariate, meter)];
            numbers += covariate.IsCategory ? 0 : 1;
            names.AddRange(columns.Select(_ => covariate.Name));
            past.AddRange(columns.Select(column => column.Past));
            future.AddRange(columns.Select(column => column.Future));
        }

        warnings.AddRange(byFuture[false].Select(one => $"covariate '{one.Name}' ignored: its future is not known"));
        return new Covariates(names, past, future, numbers, warnings);
    }

    // Positions count through the past and then through the future.
    private static (double[] Past, double[] Future) Complete(Covariate covariate, WorkMeter meter)
    {
        double[] past = ((NumberColumn)covariate.Past!).Values, future = ((NumberColumn)covariate.Future!).Values;
        meter.Spend(2L * (past.Length + future.Length));
        int missing = Array.FindIndex(past, value => !double.IsFinite(value));
        if (missing < 0)
        {
            int ahead = Array.FindIndex(future, value => !double.IsFinite(value));
            missing = ahead < 0 ? -1 : past.Length + ahead;
        }

        return missing < 0 ? (past, future) : throw new TollamaException(
            ErrorCode.SeriesNotForecastable,
            $"Value {missing} of the future covariate '{covariate.Name}' is missing.",
            "Fill the gaps of covariates before sending them, or leave the covariate out.");
    }
}
