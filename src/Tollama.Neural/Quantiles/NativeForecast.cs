namespace Tollama.Neural;

/// <summary>What a model says about one series, before anything is made of it.</summary>
internal sealed record NativeForecast
{
    /// <summary>A row of <c>horizon</c> values for each of the model's quantile levels, ascending; they may cross.</summary>
    public required double[][] Quantiles { get; init; }

    /// <summary>The mean, when the model has one beside the quantiles.</summary>
    public double[]? Mean { get; init; }

    /// <summary>How many of the last values the model looked at.</summary>
    public required int ContextUsed { get; init; }

    /// <summary>True if no value below 0 makes sense.</summary>
    public bool IsNonNegative { get; init; }

    /// <summary>How it came about, when that has to be said.</summary>
    public string? Method { get; init; }

    /// <summary>What the model's own way of forecasting has to say, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
