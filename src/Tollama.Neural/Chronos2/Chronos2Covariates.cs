using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>The covariates of some series as Chronos-2 reads them: numbers, each with a past, those of the past alone first.</summary>
/// <param name="series">The series that are forecast together.</param>
/// <param name="areOneItem">
/// True if they are the targets of one item. Several targets have no mean that could stand for a category, so categories are numbered then, the same in all
/// of them; otherwise each series has its own.
/// </param>
internal sealed class Chronos2Covariates(IReadOnlyList<TimeSeries> series, bool areOneItem)
{
    private const int LargestExponent = 400;

    private readonly Dictionary<string, ICategoryEncoding> _ordinals = [];

    /// <summary>The name of each covariate, its past, and its future where that is known.</summary>
    /// <param name="one">One of the series.</param>
    /// <param name="warnings">Is told of those that have no past.</param>
    public IEnumerable<(string Name, double[] Past, double[] Future)> Of(TimeSeries one, List<string> warnings)
    {
        foreach (Covariate covariate in one.Covariates
            .OrderBy(covariate => covariate.Future is not null)
            .ThenBy(covariate => covariate.Name, StringComparer.Ordinal))
        {
            switch (covariate.Past)
            {
                case NumberColumn past:
                    int exponent = HugeExponent(past.Values);
                    double[] future = (covariate.Future as NumberColumn)?.Values ?? [];
                    yield return (covariate.Name, BinaryScale.Apply(past.Values, exponent), BinaryScale.Apply(future, exponent));
                    break;
                case CategoryColumn past:
                    string?[] categories = past.ToTexts();
                    ICategoryEncoding encoding = areOneItem && series.Count > 1 ? OrdinalsOf(covariate.Name) : new TargetEncoding(one.Target.Values, categories);
                    yield return (covariate.Name, encoding.Encode(categories), encoding.Encode((covariate.Future as CategoryColumn)?.ToTexts()));
                    break;
                default:
                    warnings.Add($"covariate '{covariate.Name}' ignored: its past is not known");
                    break;
            }
        }
    }

    // A row is taken apart from its size, but for sizes whose squares are no numbers.
    private static int HugeExponent(double[] values)
    {
        int exponent = BinaryScale.ExponentFor(values);
        return Math.Abs(exponent) < LargestExponent ? 0 : exponent;
    }

    private ICategoryEncoding OrdinalsOf(string name)
    {
        if (!_ordinals.TryGetValue(name, out ICategoryEncoding? encoding))
        {
            IEnumerable<CategoryColumn> columns = series.SelectMany(one => one.Covariates)
                .Where(covariate => covariate.Name == name)
                .Select(covariate => covariate.Past)
                .OfType<CategoryColumn>();
            encoding = _ordinals[name] = new OrdinalEncoding(columns.SelectMany(column => column.ToTexts()));
        }

        return encoding;
    }
}
