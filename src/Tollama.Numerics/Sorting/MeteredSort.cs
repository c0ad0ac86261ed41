using System.Buffers;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.Sorting;

/// <summary>Sorts long lists of numbers so that a cancel ends it soon.</summary>
public static class MeteredSort
{
    // Sorted at once by the library: a few milliseconds. Longer lists are sorted in runs of so many, which are then merged.
    private const int Run = 1 << 16;
    private const int OperationsPerComparison = 4;

    /// <summary>Sorts in place, ascending.</summary>
    /// <param name="values">The values.</param>
    /// <param name="meter">Counts the comparisons.</param>
    /// <exception cref="OperationCanceledException">The meter's token was cancelled; the values are then in no order.</exception>
    public static void Sort(Span<double> values, WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        for (int start = 0; start < values.Length; start += Run)
        {
            Span<double> run = values.Slice(start, Math.Min(Run, values.Length - start));
            meter.Spend((long)OperationsPerComparison * run.Length * (int)Math.Log2(run.Length + 1));
            run.Sort();
        }

        if (values.Length <= Run)
        {
            return;
        }

        double[] rented = ArrayPool<double>.Shared.Rent(values.Length);
        try
        {
            MergeRuns(values, rented.AsSpan(0, values.Length), meter);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static void MergeRuns(Span<double> values, Span<double> other, WorkMeter meter)
    {
        Span<double> source = values, target = other;
        for (long width = Run; width < values.Length; width *= 2)
        {
            for (long start = 0; start < values.Length; start += 2 * width)
            {
                int middle = (int)Math.Min(values.Length, start + width), end = (int)Math.Min(values.Length, start + (2 * width));
                Merge(source[(int)start..middle], source[middle..end], target[(int)start..end], meter);
            }

            Span<double> merged = target;
            target = source;
            source = merged;
        }

        if (source != values)
        {
            source.CopyTo(values);
        }
    }

    // What is not a number comes first, as in the library's order.
    private static void Merge(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> merged, WorkMeter meter)
    {
        int fromLeft = 0, fromRight = 0;
        for (int index = 0; index < merged.Length; index++)
        {
            if (index % Run == 0)
            {
                meter.Spend(OperationsPerComparison * Math.Min(Run, merged.Length - index));
            }

            bool takesRight = fromLeft == left.Length
                || (fromRight < right.Length && (right[fromRight] < left[fromLeft] || (double.IsNaN(right[fromRight]) && !double.IsNaN(left[fromLeft]))));
            merged[index] = takesRight ? right[fromRight++] : left[fromLeft++];
        }
    }
}
