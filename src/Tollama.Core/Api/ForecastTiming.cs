namespace Tollama.Core.Api;

/// <summary>Where a request's time went, in milliseconds.</summary>
public sealed record ForecastTiming
{
    /// <summary>Loading the model; 0 when it was loaded.</summary>
    public double ModelLoadMs { get; init; }

    /// <summary>Waiting for a place; absent in the answer of the Python tollama.</summary>
    public double? QueueMs { get; init; }

    /// <summary>Computing in the runner, pipes included.</summary>
    public double InferenceMs { get; init; }

    /// <summary>From the request's arrival to its answer.</summary>
    public double TotalMs { get; init; }
}
