namespace Tollama.Core.Api;

/// <summary>What <c>POST /api/impute</c> answers.</summary>
public sealed record ImputeResponse
{
    /// <summary>The model that filled.</summary>
    public required string Model { get; init; }

    /// <summary>How many of a hundred values an interval holds.</summary>
    public required double Level { get; init; }

    /// <summary>The series.</summary>
    public required IReadOnlyList<ImputedSeries> Series { get; init; }

    /// <summary>Series that could not be filled; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>What was repaired, inferred or left out, a sentence each; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>How a table was understood; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>Where the time went.</summary>
    public ForecastTiming? Timing { get; init; }

    /// <summary>The daemon's version.</summary>
    public string? TollamaVersion { get; init; }
}
