namespace Tollama.Stats;

/// <summary>What the members of an ensemble would have forecast at an earlier origin, and what came.</summary>
/// <param name="Members">The forecast of each member; <see langword="null"/> where it failed.</param>
/// <param name="Actual">What came; not a number where nothing was observed.</param>
internal sealed record OriginForecast(Prediction?[] Members, double[] Actual)
{
    private const double Upper = 0.975;
    private const double Lower = 0.025;

    /// <summary>What a network says there that takes part; <see langword="null"/> for none. It moves the ensemble and leaves the interval as wide as it is.</summary>
    public NetworkForecast? Network { get; init; }

    /// <summary>The mean absolute error of each member; infinite where it failed.</summary>
    public double[] Errors() => [.. Members.Select(member => member is null ? double.PositiveInfinity : Error(member.Mean))];

    /// <summary>
    /// For each observed step, how many times half the 95 % interval of the ensemble the value was off: what lies inside has 1 or less.
    /// </summary>
    /// <param name="weights">The weights of the members, which need not add up to 1.</param>
    public IEnumerable<double> Ratios(double[] weights)
    {
        double[] mean = Average(weights, member => member.Mean);
        double[] shift = Network?.Shift(mean, Average(weights, member => member.Quantiles(NetworkForecast.Lower)), Average(weights, member => member.Quantiles(NetworkForecast.Upper)))
            ?? new double[mean.Length];
        double[] low = Average(weights, member => member.Quantiles(Lower));
        double[] high = Average(weights, member => member.Quantiles(Upper));
        for (int step = 0; step < Actual.Length; step++)
        {
            double error = Actual[step] - (mean[step] + shift[step]);
            double half = error > 0 ? high[step] - mean[step] : mean[step] - low[step];
            if (half > 0 && double.IsFinite(error))
            {
                yield return Math.Abs(error) / half;
            }
        }
    }

    private double[] Average(double[] weights, Func<Prediction, double[]> row)
    {
        double[] average = new double[Actual.Length];
        double sum = 0;
        for (int index = 0; index < Members.Length; index++)
        {
            if (Members[index] is not Prediction member || weights[index] == 0)
            {
                continue;
            }

            double[] values = row(member);
            sum += weights[index];
            for (int step = 0; step < average.Length; step++)
            {
                average[step] += weights[index] * (values[step] - average[step]) / sum;
            }
        }

        return average;
    }

    private double Error(double[] forecast)
    {
        double sum = 0;
        int count = 0;
        for (int step = 0; step < forecast.Length; step++)
        {
            if (!double.IsNaN(Actual[step]))
            {
                sum += Math.Abs(forecast[step] - Actual[step]);
                count++;
            }
        }

        double error = count == 0 ? 0 : sum / count;
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
