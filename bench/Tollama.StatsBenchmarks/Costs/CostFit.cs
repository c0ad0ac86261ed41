namespace Tollama.StatsBenchmarks;

/// <summary>The two numbers of a card that say best what was measured: rounded, and rather too high than too low.</summary>
/// <param name="PerSeries">Microseconds of a series.</param>
/// <param name="PerValue">Microseconds of a value.</param>
internal sealed record CostFit(double PerSeries, double PerValue)
{
    // A sample above the estimate weighs as much as nine below it, so that the estimate is near the 90th percentile of what is measured.
    private const double WeightAbove = 0.9;

    /// <summary>The best pair of round numbers (1, 1.5, 2, 3, 5, 7 times a power of ten).</summary>
    public static CostFit Of(IReadOnlyCollection<CostSample> samples)
    {
        double[] perSeries = [.. Round(0, 7)];
        double[] perValue = [.. Round(-3, 4)];
        return perSeries.SelectMany(series => perValue.Select(value => new CostFit(series, value))).MinBy(fit => fit.Loss(samples))!;
    }

    /// <summary>The smallest ratio of a measured time and the estimate.</summary>
    public double Lowest(IEnumerable<CostSample> samples) => samples.Min(Ratio);

    /// <summary>The largest ratio of a measured time and the estimate.</summary>
    public double Highest(IEnumerable<CostSample> samples) => samples.Max(Ratio);

    private static IEnumerable<double> Round(int from, int to) =>
        Enumerable.Range(from, to - from).SelectMany(power => new[] { 1, 1.5, 2, 3, 5, 7 }.Select(digit => Math.Round(digit * Math.Pow(10, power), 4)));

    private double Ratio(CostSample sample) => sample.Microseconds / (PerSeries + (sample.Values * PerValue));

    // The pinball loss of the logarithms, and a wall at a factor of four on either side.
    private double Loss(IEnumerable<CostSample> samples) => samples.Average(sample =>
    {
        double error = Math.Log(Ratio(sample));
        double outside = Math.Max(0, Math.Abs(error) - Math.Log(4));
        return (error > 0 ? WeightAbove * error : (1 - WeightAbove) * -error) + (10 * outside);
    });
}
