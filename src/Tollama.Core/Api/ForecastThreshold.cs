namespace Tollama.Core.Api;

/// <summary>How likely a threshold is passed, and when, from sample paths.</summary>
public sealed record ForecastThreshold
{
    /// <summary>The threshold.</summary>
    public required double Value { get; init; }

    /// <summary>Above it.</summary>
    public required ForecastPassage Above { get; init; }

    /// <summary>Below it.</summary>
    public required ForecastPassage Below { get; init; }
}
