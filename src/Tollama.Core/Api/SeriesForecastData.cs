namespace Tollama.Core.Api;

/// <summary>The forecast of one series on the wire.</summary>
public sealed record SeriesForecastData
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The time between two steps, as it was sent or as it was inferred.</summary>
    public string? Freq { get; init; }

    /// <summary>The first future step, the same as the first of <see cref="Timestamps"/>.</summary>
    public string? StartTimestamp { get; init; }

    /// <summary>The future steps, <c>horizon</c> of them, in the form and time zone of the series' own time stamps.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>The point forecast: <c>horizon</c> numbers.</summary>
    public required double[] Mean { get; init; }

    /// <summary>The quantile forecasts by level (<c>"0.1"</c>), ascending from level to level; absent when none were asked for.</summary>
    public Dictionary<string, double[]>? Quantiles { get; init; }

    /// <summary>Sample paths, <c>horizon</c> numbers each; absent unless the request asked for <c>paths</c>.</summary>
    public double[][]? Paths { get; init; }

    /// <summary>Sums over the steps; absent unless the request asked for a <c>sum</c>.</summary>
    public ForecastSums? Sums { get; init; }

    /// <summary>How likely a threshold is passed, and when; absent unless the request gave a <c>threshold</c>.</summary>
    public ForecastThreshold? Threshold { get; init; }

    /// <summary>From a runner whom the daemon told of <c>paths</c>: how much of the error of a step is still in those of later steps. Never in an answer of the daemon.</summary>
    public double[]? ErrorWeights { get; init; }

    /// <summary>The one-step forecast of each value of the history, <c>null</c> where there is none; absent unless asked for with <c>include</c>.</summary>
    public double[]? Fitted { get; init; }

    /// <summary>History minus <see cref="Fitted"/>, <c>null</c> where either is missing; absent unless asked for.</summary>
    public double[]? Residuals { get; init; }

    /// <summary>What the history is made of; absent unless asked for.</summary>
    public SeriesComponents? Components { get; init; }

    /// <summary>The parameters that the model estimated, by the names of the literature; absent unless asked for.</summary>
    public IReadOnlyDictionary<string, double>? Parameters { get; init; }

    /// <summary>What each covariate adds, by its name; absent unless asked for.</summary>
    public IReadOnlyDictionary<string, CovariateEffectData>? Effects { get; init; }

    /// <summary>Which method answered, when the model chose among several or fell back.</summary>
    public string? Method { get; init; }

    /// <summary>What the user should know about this series; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The end of the history, when the request asked for it with <c>include_history</c>.</summary>
    public SeriesHistory? History { get; init; }
}
