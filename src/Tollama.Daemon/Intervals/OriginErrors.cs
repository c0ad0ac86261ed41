namespace Tollama.Daemon.Intervals;

/// <summary>The errors of a series at its earlier origins, and the quantiles that follow from them.</summary>
/// <remarks>
/// Split conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, chapter 4; Lei and others, Distribution-Free Predictive
/// Inference for Regression, 2018, section 2.2) with signed errors, so that the two sides may differ, and with errors made comparable first (the same paper, section 5.2):
/// each is divided by how much the series moved before its origin, and by a power of its step that the errors themselves tell. So the errors of all steps serve each step.
/// Where the errors of an origin hang together there are fewer independent ones, and quantiles are wider by twice the inverse of their number.
/// </remarks>
internal sealed class OriginErrors
{
    private const int LeastRecent = 16;
    private const double WideningTimes = 2;

    private readonly double[] _sorted;
    private readonly double _power;
    private readonly double _size;

    private OriginErrors(double[] sorted, int origins, double power, double size) => (_sorted, Origins, _power, _size) = (sorted, origins, power, size);

    /// <summary>How many errors there are.</summary>
    internal int Count => _sorted.Length;

    /// <summary>How many of them are 0.</summary>
    internal int Zeros => _sorted.Count(error => error == 0);

    /// <summary>How many origins have an error.</summary>
    internal int Origins { get; }

    /// <summary>Compares forecasts with what happened.</summary>
    /// <param name="target">The history; NaN where a value is missing.</param>
    /// <param name="origins">The forecasts at earlier origins.</param>
    /// <param name="horizon">How many steps of each count.</param>
    /// <param name="season">Values in a season, 1 for none.</param>
    internal static OriginErrors Of(ReadOnlySpan<double> target, IReadOnlyList<OriginForecast> origins, int horizon, int season)
    {
        double movement = Movement(target, season);
        double[] movements = new double[origins.Count];
        for (int i = 0; i < movements.Length; i++)
        {
            movements[i] = Movement(target[..^origins[i].Age], season);
        }

        // A series that did not move says nothing of the size of its errors.
        bool isScaled = movement > 0 && Array.TrueForAll(movements, one => one > 0);
        List<OriginError> errors = [];
        for (int i = 0; i < movements.Length; i++)
        {
            (int age, double[] mean) = origins[i];
            for (int step = 1; step <= Math.Min(age, horizon); step++)
            {
                double error = (target[target.Length - age + step - 1] - mean[step - 1]) / (isScaled ? movements[i] : 1);
                if (double.IsFinite(error))
                {
                    errors.Add(new OriginError(age, step, error));
                }
            }
        }

        double power = Power(errors);
        OriginError[] comparable = [.. errors.Select(one => one with { Size = one.Size / Math.Pow(one.Step, power) })];
        double[] sorted = [.. comparable.Select(one => one.Size)];
        Array.Sort(sorted);
        double size = (isScaled ? movement : 1) * (1 + (WideningTimes / Independent(comparable)));
        return new OriginErrors(sorted, comparable.DistinctBy(one => one.Age).Count(), power, size);
    }

    /// <summary>The quantiles of one level: below the median none is above the mean, above the median none below it.</summary>
    /// <param name="level">In (0, 1), with at least <see cref="OriginAges.ErrorsFor"/> errors.</param>
    /// <param name="mean">The forecast of each step.</param>
    internal double[] Quantiles(double level, double[] mean)
    {
        double error = Error(level);
        error = level < 0.5 ? Math.Min(0, error) : level > 0.5 ? Math.Max(0, error) : error;
        double[] quantiles = new double[mean.Length];
        for (int step = 0; step < mean.Length; step++)
        {
            quantiles[step] = mean[step] + (error * _size * Math.Pow(step + 1, _power));
        }

        return quantiles;
    }

    // The error at rank (count + 1) * level, between two where it is no whole number.
    private double Error(double level)
    {
        double place = Math.Clamp(((_sorted.Length + 1) * level) - 1, 0, _sorted.Length - 1);
        int below = Math.Min((int)place, _sorted.Length - 1);
        int above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary>How much a series moves from one value to the next: the geometric mean of what it did of late and all along; 0 when it did not.</summary>
    private static double Movement(ReadOnlySpan<double> values, int season)
    {
        int recent = (int)Math.Min(values.Length, Math.Max(LeastRecent, (2L * season) + 1));
        return Math.Sqrt(MeanChange(values[^recent..]) * MeanChange(values));
    }

    private static double MeanChange(ReadOnlySpan<double> values)
    {
        (double sum, int count) = (0, 0);
        for (int i = 1; i < values.Length; i++)
        {
            double change = Math.Abs(values[i] - values[i - 1]);
            if (double.IsFinite(change))
            {
                (sum, count) = (sum + change, count + 1);
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>By which power of the step errors grow: the slope of the logarithm of their mean size, from 0 (not at all) to 1.</summary>
    private static double Power(List<OriginError> errors)
    {
        (double X, double Y, int Weight)[] points =
        [
            .. errors.GroupBy(one => one.Step)
                .Select(step => (X: Math.Log(step.Key), Y: Math.Log(step.Average(one => Math.Abs(one.Size))), Weight: step.Count()))
                .Where(point => double.IsFinite(point.Y)),
        ];
        double weight = points.Sum(point => point.Weight);
        double centerX = points.Sum(point => point.Weight * point.X) / weight;
        double centerY = points.Sum(point => point.Weight * point.Y) / weight;
        double spread = points.Sum(point => point.Weight * (point.X - centerX) * (point.X - centerX));
        double slope = points.Sum(point => point.Weight * (point.X - centerX) * (point.Y - centerY)) / spread;
        return slope > 0 ? Math.Min(1, slope) : 0;
    }

    /// <summary>
    /// About how many errors there would be if they were independent: the values behind the earliest origin, over how much more the sum of an origin's errors varies than a sum of
    /// independent ones does (the design effect of Kish, Survey Sampling, 1965, section 5.4).
    /// </summary>
    private static double Independent(OriginError[] errors)
    {
        double squares = errors.Sum(one => one.Size * one.Size);
        if (!(squares > 0))
        {
            return Math.Max(1, errors.Length);
        }

        double[] sums = [.. errors.GroupBy(one => one.Age).Select(origin => origin.Sum(one => one.Size))];
        double effect = Math.Clamp(sums.Sum(sum => sum * sum) / squares, 1, Math.Max(1, (double)errors.Length / sums.Length));
        return Math.Clamp(errors.Max(one => one.Age) / effect, 1, errors.Length);
    }
}
