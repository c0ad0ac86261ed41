namespace Tollama.Daemon.Anomalies;

/// <summary>What a model expected of a series at one origin.</summary>
internal sealed record Expectation
{
    /// <summary>The values after the origin, as many as were asked for.</summary>
    internal required double[] Mean { get; init; }

    /// <summary>How far the model itself thinks these may be off, as standard deviations; <see langword="null"/> if it does not say.</summary>
    internal double[]? Deviations { get; init; }

    /// <summary>The one-step forecasts of the values before the origin, as many as there are, NaN where there is none; <see langword="null"/> if the model has none.</summary>
    internal double[]? Fitted { get; init; }

    /// <summary>How the model came to them.</summary>
    internal string? Method { get; init; }
}
