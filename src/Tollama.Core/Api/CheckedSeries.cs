namespace Tollama.Core.Api;

/// <summary>A series that was looked at for anomalies.</summary>
public sealed record CheckedSeries
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>What expected the values, and how the interval was made.</summary>
    public required string Method { get; init; }

    /// <summary>How many values were compared with an interval.</summary>
    public required int Checked { get; init; }

    /// <summary>How many of them are anomalies.</summary>
    public required int Anomalies { get; init; }

    /// <summary>The position of the first value of the lists below, from 0; absent unless asked for with <c>include: ["fitted"]</c>.</summary>
    public int? Start { get; init; }

    /// <summary>The times of the lists below.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>The values, <c>null</c> where one is missing.</summary>
    public double[]? Values { get; init; }

    /// <summary>What was expected, <c>null</c> where nothing was.</summary>
    public double[]? Expected { get; init; }

    /// <summary>The lowest value that was expected.</summary>
    public double[]? Low { get; init; }

    /// <summary>The highest value that was expected.</summary>
    public double[]? High { get; init; }

    /// <summary>What the user should know about this series; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
