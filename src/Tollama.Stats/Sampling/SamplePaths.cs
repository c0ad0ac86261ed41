using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Possible futures of one series, each as likely as the others.</summary>
/// <remarks>Immutable and safe to use from many threads. <see cref="PathSampler"/> draws them.</remarks>
public sealed class SamplePaths
{
    // Between these quantiles, this and that as far from 1, the expected sum lies.
    private const double LowCenter = 0.1;

    // What sums in another order may differ by.
    private const double Rounding = 1e-9;

    // The mean of fewer paths is less certain than any point forecast.
    private const int FewestForMean = 100;

    private readonly double[][] _values;
    private readonly bool _areWhole;

    internal SamplePaths(double[][] values, bool areWhole = false) => (_values, _areWhole) = (values, areWhole);

    /// <summary>The paths; each as many values as the horizon.</summary>
    public IReadOnlyList<double[]> Values => _values;

    /// <summary>How many steps each has.</summary>
    public int Horizon => _values[0].Length;

    /// <summary>The paths without their first steps.</summary>
    /// <param name="gap">How many steps are left out; fewer than there are.</param>
    internal SamplePaths Behind(int gap) => gap == 0 ? this : new SamplePaths([.. _values.Select(path => path[gap..])], _areWhole);

    /// <summary>The quantile of each step over the paths: between two paths, straight from one to the next; of paths of whole numbers the nearest whole number to that.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public double[] Quantiles(double level, CancellationToken cancellationToken = default)
    {
        WorkMeter meter = new(cancellationToken);
        return [.. Enumerable.Range(0, Horizon).Select(step => QuantileOf(Sorted(Sums(step, 1, meter), meter), level))];
    }

    /// <summary>The sum of each path over some steps.</summary>
    /// <param name="start">The first step, from 0.</param>
    /// <param name="count">How many steps; at least 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The steps are not all within the horizon.</exception>
    public double[] Sums(int start, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Horizon - start);
        return Sums(start, count, new WorkMeter(cancellationToken));
    }

    /// <summary>The quantiles of the sum over some steps; whole numbers where the values of the paths are.</summary>
    /// <param name="start">The first step, from 0.</param>
    /// <param name="count">How many steps; at least 1.</param>
    /// <param name="levels">The levels, each in (0, 1).</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>A quantile a level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The steps are not all within the horizon.</exception>
    public double[] SumQuantiles(int start, int count, IReadOnlyList<double> levels, CancellationToken cancellationToken = default)
    {
        double[] sums = Sorted(Sums(start, count, cancellationToken), new WorkMeter(cancellationToken));
        return [.. levels.Select(level => QuantileOf(sums, level))];
    }

    /// <summary>The expected sum over some steps: that of the point forecast, if it is one of the mean.</summary>
    /// <remarks>
    /// Some models say their median as their mean. Where values are skewed (counts, mostly 0) the sum of such medians is less than nearly all sums; so a sum
    /// of the point forecast beyond the 0.1 and the 0.9 quantile of the sums of the paths is no expected one, and their mean is told.
    /// </remarks>
    /// <param name="mean">The point forecast of each step.</param>
    /// <param name="start">The first step, from 0.</param>
    /// <param name="count">How many steps; at least 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    internal double ExpectedSum(double[] mean, int start, int count, CancellationToken cancellationToken)
    {
        double expected = 0;
        foreach (double value in mean.AsSpan(start, count))
        {
            expected += value;
        }

        double[] sums = Sorted(Sums(start, count, cancellationToken), new WorkMeter(cancellationToken));
        double low = QuantileOf(sums, LowCenter), high = QuantileOf(sums, 1 - LowCenter);
        double tolerance = Rounding * Math.Max(Math.Abs(low), Math.Abs(high));
        return sums.Length < FewestForMean || (expected >= low - tolerance && expected <= high + tolerance) ? expected : sums.Average();
    }

    /// <summary>How likely the series is beyond a threshold, and when for the first time.</summary>
    /// <param name="threshold">The threshold; a value that equals it is not beyond.</param>
    /// <param name="above">True for above the threshold, false for below.</param>
    /// <param name="levels">The levels of the quantiles of the first step beyond, each in (0, 1); none by default.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public SampledPassage Passage(double threshold, bool above, IReadOnlyList<double>? levels = null, CancellationToken cancellationToken = default)
    {
        WorkMeter meter = new(cancellationToken);
        int[] beyond = new int[Horizon], first = new int[Horizon];
        foreach (double[] path in _values)
        {
            meter.Spend(path.Length);
            bool passed = false;
            for (int step = 0; step < path.Length; step++)
            {
                bool isBeyond = above ? path[step] > threshold : path[step] < threshold;
                beyond[step] += isBeyond ? 1 : 0;
                first[step] += isBeyond && !passed ? 1 : 0;
                passed |= isBeyond;
            }
        }

        return new SampledPassage
        {
            Chance = Array.ConvertAll(beyond, Share),
            Ever = Share(first.Sum()),
            First = Array.ConvertAll(first, Share),
            Steps = levels is { Count: > 0 } ? levels.ToDictionary(QuantileLevel.KeyOf, level => StepOf(first, level)) : null,
        };
    }

    private static double[] Sorted(double[] values, WorkMeter meter)
    {
        MeteredSort.Sort(values, meter);
        return values;
    }

    // Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), definition 7.
    private double QuantileOf(double[] sorted, double level)
    {
        double place = level * (sorted.Length - 1);
        int below = (int)place;
        double value = sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
        return _areWhole ? Math.Ceiling(value - 0.5) + 0.0 : value;
    }

    private double[] Sums(int start, int count, WorkMeter meter)
    {
        double[] sums = new double[_values.Length];
        for (int path = 0; path < sums.Length; path++)
        {
            meter.Spend(count);
            foreach (double value in _values[path].AsSpan(start, count))
            {
                sums[path] += value;
            }
        }

        return sums;
    }

    private double Share(int count) => (double)count / _values.Length;

    private int? StepOf(int[] first, double level)
    {
        int passed = 0;
        for (int step = 0; step < first.Length; step++)
        {
            passed += first[step];
            if (passed >= level * _values.Length)
            {
                return step + 1;
            }
        }

        return null;
    }
}
