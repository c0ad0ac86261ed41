using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Possible futures of one series, each as likely as the others.</summary>
/// <remarks>Immutable and safe to use from many threads. <see cref="PathSampler"/> draws them.</remarks>
public sealed class SamplePaths
{
    private readonly double[][] _values;

    internal SamplePaths(double[][] values) => _values = values;

    /// <summary>The paths; each as many values as the horizon.</summary>
    public IReadOnlyList<double[]> Values => _values;

    /// <summary>How many steps each has.</summary>
    public int Horizon => _values[0].Length;

    /// <summary>The quantile of each step over the paths: between two paths, straight from one to the next.</summary>
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

    /// <summary>The quantiles of the sum over some steps.</summary>
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
    private static double QuantileOf(double[] sorted, double level)
    {
        double place = level * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
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
