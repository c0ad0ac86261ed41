namespace Tollama.Core.Api;

/// <summary>What is known of an answer beside its numbers: the metadata <see cref="Key"/> of a table in a format that has a place for it.</summary>
public sealed record AnswerMetadata
{
    /// <summary>The key under which it stands, as JSON, in the metadata of Parquet and Arrow.</summary>
    public const string Key = "tollama";

    /// <summary>The model that answered, by its installed name.</summary>
    public string? Model { get; init; }

    /// <summary>The sha256 of the model's manifest, 64 hexadecimal digits.</summary>
    public string? ModelDigest { get; init; }

    /// <summary>The version of the daemon that answered.</summary>
    public string? TollamaVersion { get; init; }

    /// <summary>How a table was understood; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>Which method answered, by series, where the model chose among several; absent when it never did, or when it was not known yet.</summary>
    public IReadOnlyDictionary<string, string>? Methods { get; init; }

    /// <summary>How far the forecasts are from the actuals, when the request asked for measures.</summary>
    public ForecastMetrics? Metrics { get; init; }

    /// <summary>What the user should know, of the whole answer and of single series; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The series that could not be forecast; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>False where this was written before the answer was computed, so that errors, warnings and methods may lack; absent otherwise.</summary>
    public bool? IsComplete { get; init; }
}
