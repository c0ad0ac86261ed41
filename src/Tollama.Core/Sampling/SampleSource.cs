namespace Tollama.Core.Sampling;

/// <summary>The forecast of one series, from which paths are drawn.</summary>
public sealed record SampleSource
{
    /// <summary>The series' name. Each name has random numbers of its own.</summary>
    public required string Id { get; init; }

    /// <summary>The point forecast: <c>horizon</c> finite numbers.</summary>
    public required double[] Mean { get; init; }

    /// <summary>The quantiles by level, two levels or more, ascending from level to level: <see cref="SampleLevels"/> says which are enough.</summary>
    public required Dictionary<string, double[]> Quantiles { get; init; }

    /// <summary>
    /// How much of the error of a step is still in the errors of later steps, <c>horizon</c> numbers or more, see <see cref="Forecasting.SeriesForecast.ErrorWeights"/>, the first of them 1; <see langword="null"/> when the model does
    /// not know it: then it follows from how the intervals grow.
    /// </summary>
    public double[]? ErrorWeights { get; init; }

    /// <summary>How many steps each sum has, one sum after the other from the first step behind the gap on; <see langword="null"/> for no sums.</summary>
    public int[]? SumSteps { get; init; }
}
