namespace Tollama.Core.Api;

/// <summary>The answer to a <see cref="Requests.ForecastRequest"/>; also what a runner returns for <c>forecast</c>, before the daemon adds dates.</summary>
public sealed record ForecastResponse
{
    /// <summary>The model that answered, by its installed name.</summary>
    public string? Model { get; init; }

    /// <summary>The sha256 of the model's manifest, 64 hexadecimal digits.</summary>
    public string? ModelDigest { get; init; }

    /// <summary>The version of the daemon that answered.</summary>
    public string? TollamaVersion { get; init; }

    /// <summary>The forecasts, in the order of the request's series, without those that failed.</summary>
    public IReadOnlyList<SeriesForecastData> Forecasts { get => field ?? []; init; }

    /// <summary>How far the forecasts are from the actuals, when the request asked for measures; absent when none could be computed.</summary>
    public ForecastMetrics? Metrics { get; init; }

    /// <summary>The series that could not be forecast; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>What the user should know: repairs of the data, ignored covariates, fallbacks; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>How a table was understood: which column had which role, the frequency; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>Where the time went.</summary>
    public ForecastTiming? Timing { get; init; }

    /// <summary>Who computed and how much.</summary>
    public ForecastUsage? Usage { get; init; }
}
