using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The classical decomposition of a series into trend, season and remainder.</summary>
/// <remarks>
/// Kendall and Stuart, The Advanced Theory of Statistics, volume 3 (1983); as R's <c>decompose</c>. The trend is a centred moving average
/// over one season; the season's figure is the mean of what the trend leaves over at each position, made to add up to 0 (additive) or to
/// average 1 (multiplicative).
/// </remarks>
public sealed class ClassicalDecomposition
{
    private ClassicalDecomposition(double[] trend, double[] figure, DecompositionKind kind)
    {
        Trend = trend;
        Figure = figure;
        Kind = kind;
    }

    /// <summary>The trend, as long as the series; <see cref="double.NaN"/> for half a season at either end.</summary>
    public double[] Trend { get; }

    /// <summary>The season: the first entry belongs to the first value of the series.</summary>
    public double[] Figure { get; }

    /// <summary>How <see cref="Figure"/> joins the trend.</summary>
    public DecompositionKind Kind { get; }

    /// <summary>Decomposes a series.</summary>
    /// <param name="values">The series, without missing values; at least two seasons long.</param>
    /// <param name="seasonLength">The number of values in a season; at least 2.</param>
    /// <param name="kind">Whether the season is added or multiplied. A multiplied one needs a trend that stays away from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season is shorter than 2 or the series than two seasons.</exception>
    public static ClassicalDecomposition Decompose(ReadOnlySpan<double> values, int seasonLength, DecompositionKind kind) =>
        Decompose(values, seasonLength, kind, WorkMeter.Endless());

    internal static ClassicalDecomposition Decompose(ReadOnlySpan<double> values, int seasonLength, DecompositionKind kind, WorkMeter meter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 2L * seasonLength, nameof(values));

        double[] trend = CentredAverage.Over(values, seasonLength, meter);
        meter.Spend(4L * values.Length);
        double[] figure = new double[seasonLength];
        int[] counts = new int[seasonLength];
        for (int index = 0; index < values.Length; index++)
        {
            double rest = kind == DecompositionKind.Additive ? values[index] - trend[index] : values[index] / trend[index];

            // A whole season of zeros tells nothing of what is multiplied.
            if (!double.IsNaN(rest))
            {
                figure[index % seasonLength] += rest;
                counts[index % seasonLength]++;
            }
        }

        for (int position = 0; position < seasonLength; position++)
        {
            figure[position] /= counts[position];
        }

        Normalize(figure, kind);
        return new ClassicalDecomposition(trend, figure, kind);
    }

    /// <summary>The season at a position of the series; positions after its end are the future.</summary>
    public double Season(int position) => Figure[position % Figure.Length];

    /// <summary>Takes the season off a series.</summary>
    /// <param name="values">The series that was decomposed.</param>
    /// <returns>A new array.</returns>
    public double[] Adjust(ReadOnlySpan<double> values)
    {
        double[] adjusted = values.ToArray();
        for (int index = 0; index < adjusted.Length; index++)
        {
            adjusted[index] = Kind == DecompositionKind.Additive ? adjusted[index] - Season(index) : adjusted[index] / Season(index);
        }

        return adjusted;
    }

    /// <summary>Puts the season of a position back onto a seasonally adjusted value.</summary>
    public double Restore(double adjusted, int position) =>
        Kind == DecompositionKind.Additive ? adjusted + Season(position) : adjusted * Season(position);

    private static void Normalize(double[] figure, DecompositionKind kind)
    {
        double mean = Average.Of(figure);
        for (int position = 0; position < figure.Length; position++)
        {
            figure[position] = kind == DecompositionKind.Additive ? figure[position] - mean : figure[position] / mean;
        }
    }
}
