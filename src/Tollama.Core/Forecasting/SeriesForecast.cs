namespace Tollama.Core.Forecasting;

/// <summary>The forecast of one series.</summary>
public sealed record SeriesForecast
{
    /// <summary>The expected value of each future step: <c>horizon</c> finite numbers.</summary>
    public required double[] Mean { get; init; }

    /// <summary>The quantile levels, ascending: those of the task.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>For each of <see cref="Levels"/> <c>horizon</c> finite numbers; ascending from level to level at every step.</summary>
    public required double[][] Quantiles { get; init; }

    /// <summary>
    /// How much of the error of a step is still in the errors of later steps: <c>horizon</c> numbers (and as many more as the forecast passes over
    /// missing values at the end of the series), the first of them 1 (all 1 for a random walk, 0 from the second on
    /// where errors do not last); <see langword="null"/> when the model does not know it or <see cref="ForecastTask.WantsErrorWeights"/> is false.
    /// </summary>
    public double[]? ErrorWeights { get; init; }

    /// <summary>What the model says of the history; <see langword="null"/> when it says nothing, or was not asked with <see cref="ForecastTask.Include"/>.</summary>
    public SeriesInsight? Insight { get; init; }

    /// <summary>Which method answered, when the model chose one or fell back to one: <c>"theta, multiplicative season 12"</c>.</summary>
    public string? Method { get; init; }

    /// <summary>How many of the last values the model looked at; <see langword="null"/> for as many as its <see cref="ModelTraits.ContextLength"/> allows.</summary>
    public int? ContextUsed { get; init; }

    /// <summary>What the user should know about this forecast, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
