namespace Tollama.Core.Api;

/// <summary>What <c>POST /api/explain</c> answers.</summary>
public sealed record ExplainResponse
{
    /// <summary>The series.</summary>
    public required IReadOnlyList<ExplainedSeries> Series { get; init; }

    /// <summary>Series that could not be explained; absent when there is none.</summary>
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
