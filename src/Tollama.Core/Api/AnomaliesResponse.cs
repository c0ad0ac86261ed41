namespace Tollama.Core.Api;

/// <summary>What <c>POST /api/anomalies</c> answers.</summary>
public sealed record AnomaliesResponse
{
    /// <summary>The model that said what was expected.</summary>
    public required string Model { get; init; }

    /// <summary>How many of a hundred usual values an interval holds.</summary>
    public required double Level { get; init; }

    /// <summary>How many values were compared with an interval, over all series.</summary>
    public required int Checked { get; init; }

    /// <summary>The series that were looked at.</summary>
    public required IReadOnlyList<CheckedSeries> Series { get; init; }

    /// <summary>What was found, series by series, oldest first.</summary>
    public required IReadOnlyList<Anomaly> Anomalies { get; init; }

    /// <summary>Series that could not be looked at; absent when there is none.</summary>
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
