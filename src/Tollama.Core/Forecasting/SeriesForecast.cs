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

    /// <summary>Which method answered, when the model chose one or fell back to one: <c>"theta, multiplicative season 12"</c>.</summary>
    public string? Method { get; init; }

    /// <summary>How many of the last values the model looked at; <see langword="null"/> for as many as its <see cref="ModelTraits.ContextLength"/> allows.</summary>
    public int? ContextUsed { get; init; }

    /// <summary>What the user should know about this forecast, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
