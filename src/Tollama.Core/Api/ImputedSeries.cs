namespace Tollama.Core.Api;

/// <summary>A series whose missing values were filled.</summary>
public sealed record ImputedSeries
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The time between two values.</summary>
    public string? Freq { get; init; }

    /// <summary>The times; absent when the series has none.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>All values, those that were observed as they are.</summary>
    public required double[] Values { get; init; }

    /// <summary>The values that were missing, oldest first.</summary>
    public required IReadOnlyList<FilledValue> Filled { get; init; }

    /// <summary>How they were filled.</summary>
    public required string Method { get; init; }

    /// <summary>What the user should know about this series; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
