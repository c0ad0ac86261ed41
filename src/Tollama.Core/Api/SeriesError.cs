using Tollama.Core.Errors;

namespace Tollama.Core.Api;

/// <summary>A series that could not be forecast.</summary>
public sealed record SeriesError
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The wire name of an error code.</summary>
    public required string Code { get; init; }

    /// <summary>Why, and what would help.</summary>
    public required string Message { get; init; }

    /// <summary>A message of a series that stands among others: with the series' name before it, unless it begins with that.</summary>
    public static string Named(string id, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string series = $"series '{Excerpt.Of(id)}'";
        return message.StartsWith(series, StringComparison.Ordinal) || message.StartsWith($"series '{id}'", StringComparison.Ordinal) ? message : $"{series}: {message}";
    }
}
