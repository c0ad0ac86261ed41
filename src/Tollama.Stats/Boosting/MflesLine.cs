using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A straight line through a series, by least squares or by repeated medians.</summary>
/// <param name="Intercept">Where it stands at the first value.</param>
/// <param name="Slope">What it rises from value to value.</param>
internal sealed record MflesLine(double Intercept, double Slope)
{
    // The slopes of all pairs are the square of that many.
    private const int MostPoints = 200;

    /// <summary>The line at a position.</summary>
    public double At(int index) => Intercept + (Slope * index);

    /// <summary>The line of the least squared distances.</summary>
    public static MflesLine LeastSquares(double[] values, WorkMeter meter)
    {
        double centre = (values.Length - 1) / 2.0, mean = Average.Of(values), products = 0, squares = 0;
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(4);
            double time = index - centre;
            products += time * (values[index] - mean);
            squares += time * time;
        }

        double slope = squares > 0 ? products / squares : 0;
        return new(mean - (slope * centre), slope);
    }

    /// <summary>
    /// The line by repeated medians: of the slopes from each point to all others the median, and of these the median again; half of the points
    /// may be wrong. Of a long series, medians of neighbours are the points.
    /// </summary>
    /// <remarks>Siegel, Robust regression using repeated medians, Biometrika 69 (1982).</remarks>
    public static MflesLine RepeatedMedians(double[] values, WorkMeter meter)
    {
        int block = (values.Length + MostPoints - 1) / MostPoints;
        int count = values.Length / block;
        double[] points = new double[count];
        for (int index = 0; index < count; index++)
        {
            points[index] = Median(values[(index * block)..((index + 1) * block)], meter);
        }

        double[] slopes = new double[count];
        double[] others = new double[count - 1];
        for (int index = 0; index < count; index++)
        {
            meter.Spend(4L * count);
            for (int other = 0, position = 0; other < count; other++)
            {
                if (other != index)
                {
                    others[position++] = (points[other] - points[index]) / (other - index);
                }
            }

            slopes[index] = Median(others, meter);
        }

        double slope = Median(slopes, meter) / block;
        double centre = (block - 1) / 2.0;
        return new(Median([.. points.Select((value, index) => value - (slope * ((index * block) + centre)))], meter), slope);
    }

    /// <summary>The median; sorts the values.</summary>
    public static double Median(double[] values, WorkMeter meter)
    {
        Numerics.Sorting.MeteredSort.Sort(values, meter);
        return Outliers.Quantile(values, 0.5);
    }
}
