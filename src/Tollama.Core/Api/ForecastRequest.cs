using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary>A forecast to make: <c>POST /api/forecast</c>.</summary>
public sealed record ForecastRequest
{
    /// <summary>The installed model: <c>auto</c>, <c>theta</c>, <c>chronos-2:small</c>.</summary>
    public required string Model { get; init; }

    /// <summary>How many steps past the end of each series to forecast; at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>The quantile levels, ascending, unique, each in (0, 1).</summary>
    public IReadOnlyList<double> Quantiles { get => field ?? []; init; }

    /// <summary>The series, at least one, with different ids.</summary>
    public required IReadOnlyList<SeriesData> Series { get; init; }

    /// <summary>Settings of the model: <c>season_length</c> and others its page names.</summary>
    public JsonObject? Options { get; init; }

    /// <summary>How long the model stays loaded afterwards: seconds, or a duration such as <c>"5m"</c>; negative for ever, 0 not at all.</summary>
    public JsonNode? KeepAlive { get; init; }

    /// <summary>True (the daemon's default) for a stream of status lines, false for one JSON object.</summary>
    public bool? Stream { get; init; }

    /// <summary>After how long to give up: seconds, or a duration such as <c>"30s"</c>.</summary>
    public JsonNode? Timeout { get; init; }

    /// <summary>The seed of a model that simulates.</summary>
    public long? Seed { get; init; }

    /// <summary>What happens to a covariate that the model cannot use: <c>best_effort</c> (a warning, the default) or <c>strict</c> (an error).</summary>
    public string? CovariatesMode { get; init; }

    /// <summary>What happens to unordered, duplicate or missing time stamps: <c>repair</c> (with a warning, the default) or <c>strict</c> (an error).</summary>
    public string? OnBadData { get; init; }

    /// <summary>True if one series that cannot be forecast fails the request; false (the default) answers the others.</summary>
    public bool? FailFast { get; init; }

    /// <summary>True to get the end of each series' history back beside its forecast, for charts; false by default.</summary>
    public bool? IncludeHistory { get; init; }
}
