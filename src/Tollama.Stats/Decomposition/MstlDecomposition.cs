using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The decomposition of a series into several seasons, trend and remainder; they add up to the series.</summary>
/// <remarks>
/// Bandara, Hyndman and Bergmeir, MSTL: a seasonal-trend decomposition algorithm for time series with multiple seasonal patterns,
/// arXiv 2107.13462 (2021); the numbers are those of R's <c>mstl</c>. <see cref="Stl"/> takes the seasons off in turn, the shortest first,
/// and then each again from what the others leave. The i-th season is smoothed over 7 + 4 i of its repetitions.
/// </remarks>
public sealed class MstlDecomposition
{
    private const int Rounds = 2;

    private MstlDecomposition(int[] seasonLengths, double[][] seasonal, Stl last)
    {
        SeasonLengths = seasonLengths;
        Seasonal = seasonal;
        Trend = last.Trend;
        Remainder = last.Remainder;
    }

    /// <summary>The lengths of the seasons, ascending.</summary>
    public IReadOnlyList<int> SeasonLengths { get; }

    /// <summary>A season each, in the order of <see cref="SeasonLengths"/>, as long as the series.</summary>
    public IReadOnlyList<double[]> Seasonal { get; }

    /// <summary>The trend, as long as the series.</summary>
    public double[] Trend { get; }

    /// <summary>What seasons and trend leave over, as long as the series.</summary>
    public double[] Remainder { get; }

    /// <summary>Decomposes a series.</summary>
    /// <param name="values">The series, without missing values; at least two of the longest seasons long.</param>
    /// <param name="seasonLengths">The numbers of values in the seasons, one or more, each at least 2, ascending.</param>
    /// <param name="robust">Whether outliers are recognised and go to the remainder alone; false by default.</param>
    /// <param name="seasonalWindow">
    /// How many repetitions of a season its smoothing spans, for all seasons; by default 11 for the first, 15 for the next.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no season, one is shorter than 2 or not longer than that before it, or the series is shorter than two of the longest.
    /// </exception>
    public static MstlDecomposition Decompose(
        ReadOnlySpan<double> values, ReadOnlySpan<int> seasonLengths, bool robust = false, int? seasonalWindow = null) =>
        Decompose(values, seasonLengths, robust, seasonalWindow, WorkMeter.Endless());

    internal static MstlDecomposition Decompose(
        ReadOnlySpan<double> values, ReadOnlySpan<int> seasonLengths, bool robust, int? seasonalWindow, WorkMeter meter)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seasonLengths.Length, nameof(seasonLengths));
        for (int index = 1; index < seasonLengths.Length; index++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(seasonLengths[index], seasonLengths[index - 1], nameof(seasonLengths));
        }

        double[] adjusted = values.ToArray();
        double[][] seasonal = new double[seasonLengths.Length][];
        Stl? stl = null;
        int rounds = seasonLengths.Length == 1 ? 1 : Rounds;
        for (int round = 0; round < rounds; round++)
        {
            for (int index = 0; index < seasonal.Length; index++)
            {
                Add(adjusted, seasonal[index], 1);
                StlSettings settings = new() { SeasonalWindow = seasonalWindow ?? WindowOf(index), Robust = robust };
                meter.Spend(4L * values.Length);
                stl = Stl.Decompose(adjusted, seasonLengths[index], settings, meter);
                seasonal[index] = stl.Seasonal;
                Add(adjusted, stl.Seasonal, -1);
            }
        }

        return new MstlDecomposition(seasonLengths.ToArray(), seasonal, stl!);
    }

    /// <summary>
    /// The sum of the seasons at a position of the series; positions after its end are the future, where each season repeats its last
    /// cycle.
    /// </summary>
    /// <param name="position">From 0 on.</param>
    public double SeasonAt(int position)
    {
        double sum = 0;
        for (int index = 0; index < Seasonal.Count; index++)
        {
            double[] season = Seasonal[index];
            int beyond = position - season.Length;
            sum += season[beyond < 0 ? position : season.Length - SeasonLengths[index] + (beyond % SeasonLengths[index])];
        }

        return sum;
    }

    internal static int WindowOf(int index) => 7 + (4 * (index + 1));

    private static void Add(double[] values, double[]? season, int sign)
    {
        for (int index = 0; season is not null && index < values.Length; index++)
        {
            values[index] += sign * season[index];
        }
    }
}
