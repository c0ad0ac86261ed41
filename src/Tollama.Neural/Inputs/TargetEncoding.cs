namespace Tollama.Neural;

/// <summary>Categories as numbers: the mean of the target where the category was, drawn a little towards the mean of all.</summary>
/// <remarks>
/// Micci-Barreca, A preprocessing scheme for high-cardinality categorical attributes (2001), with a weight of one value for the mean of
/// all, as Chronos-2 is fed by its makers. A missing category is one of its own; one that was never seen beside an observed value is the
/// mean of all.
/// </remarks>
internal sealed class TargetEncoding : ICategoryEncoding
{
    private const double WeightOfAll = 1;

    private readonly Dictionary<(bool IsMissing, string Text), double> _codes = [];
    private readonly double _mean;

    /// <summary>Learns the codes of one series.</summary>
    /// <param name="target">The history, at least one value of which is observed; NaN marks a missing one.</param>
    /// <param name="categories">The category beside each value; <see langword="null"/> where it is missing.</param>
    public TargetEncoding(double[] target, string?[] categories)
    {
        _mean = target.Where(value => !double.IsNaN(value)).Average();
        foreach (IGrouping<(bool, string), double> values in target.Zip(categories).Where(pair => !double.IsNaN(pair.First)).GroupBy(pair => Key(pair.Second), pair => pair.First))
        {
            _codes[values.Key] = (values.Sum() + (WeightOfAll * _mean)) / (values.Count() + WeightOfAll);
        }
    }

    /// <inheritdoc />
    public double[] Encode(ReadOnlySpan<string?> categories)
    {
        double[] numbers = new double[categories.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = _codes.GetValueOrDefault(Key(categories[index]), _mean);
        }

        return numbers;
    }

    private static (bool IsMissing, string Text) Key(string? category) => (category is null, category ?? "");
}
