namespace Tollama.Core.Api;

/// <summary>Who computed a forecast and how much.</summary>
public sealed record ForecastUsage
{
    /// <summary>The runner's name.</summary>
    public string? Runner { get; init; }

    /// <summary>Where it computed: <c>cpu</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Series in the request.</summary>
    public int? SeriesCount { get; init; }

    /// <summary>Steps asked for.</summary>
    public int? Horizon { get; init; }

    /// <summary>Values that the model looked at, all series together.</summary>
    public long? ContextUsed { get; init; }

    /// <summary>Values that the request had, all series together.</summary>
    public long? ContextAvailable { get; init; }

    /// <summary>True when history was cut to the model's context length.</summary>
    public bool? ContextTruncated { get; init; }
}
