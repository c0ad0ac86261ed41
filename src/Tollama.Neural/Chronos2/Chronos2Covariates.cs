using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>The covariates of a series as Chronos-2 reads them: numbers, each with a past, those of the past alone first.</summary>
internal static class Chronos2Covariates
{
    /// <summary>The past of each covariate, and its future where that is known.</summary>
    /// <param name="series">The series.</param>
    /// <param name="warnings">Is told of those that have no past.</param>
    public static IEnumerable<(double[] Past, double[] Future)> Of(TimeSeries series, List<string> warnings)
    {
        foreach (Covariate covariate in series.Covariates
            .OrderBy(one => one.Future is not null)
            .ThenBy(one => one.Name, StringComparer.Ordinal))
        {
            switch (covariate.Past)
            {
                case NumberColumn past:
                    yield return (past.Values, (covariate.Future as NumberColumn)?.Values ?? []);
                    break;
                case CategoryColumn past:
                    string?[] categories = past.ToTexts();
                    TargetEncoding encoding = new(series.Target.Values, categories);
                    yield return (encoding.Encode(categories), encoding.Encode((covariate.Future as CategoryColumn)?.ToTexts()));
                    break;
                default:
                    warnings.Add($"covariate '{covariate.Name}' ignored: its past is not known");
                    break;
            }
        }
    }
}
