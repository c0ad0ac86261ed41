using Tollama.Core.Errors;

namespace Tollama.Data.Tables;

/// <summary>Which column of a table was taken for what.</summary>
public sealed record TableRoles
{
    /// <summary>The column with the time stamps, or those that make a stamp together; empty when the rows are numbered.</summary>
    public IReadOnlyList<string> TimeColumns { get; init; } = [];

    /// <summary>The columns that are forecast.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];

    /// <summary>The columns that name a row's series; empty when there is only one, or when each column is one.</summary>
    public IReadOnlyList<string> IdColumns { get; init; } = [];

    /// <summary>The columns given to the model for the past only.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>The columns given to the model for the future, too.</summary>
    public IReadOnlyList<string> FutureCovariates { get; init; } = [];

    /// <summary>The columns that were not used.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Whether each target column is a series of its own.</summary>
    public bool IsWide { get; init; }

    /// <summary>Why a column has its role, by column name: <c>named by the request</c>, <c>by its name</c>, <c>by its content</c>, <c>from the header</c>, <c>known after the last value</c>.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>The first and the last time stamp of the table, as it writes them.</summary>
    public (string First, string Last)? TimeRange { get; init; }

    /// <summary>The frequency's name; <see langword="null"/> when it is still to be inferred.</summary>
    public string? Frequency { get; init; }

    /// <summary>One line for people: <c>time: Month (1949-01 … 1960-12), target: Passengers, id: none, freq: one month</c>.</summary>
    public override string ToString()
    {
        List<string> parts =
        [
            $"time: {(TimeColumns.Count == 0 ? "row numbers" : Shorten(TimeColumns, '+'))}{(TimeRange is { } range ? $" ({Excerpt.Of(range.First)} … {Excerpt.Of(range.Last)})" : "")}",
            $"{(IsWide ? "series" : "target")}: {Shorten(TargetColumns)}",
            $"id: {(IsWide ? "column names" : IdColumns.Count == 0 ? "none" : Shorten(IdColumns, '/'))}",
            $"freq: {(Core.Frequencies.Frequency.TryParse(Frequency, out Core.Frequencies.Frequency? step) ? step.Words : "auto")}",
        ];
        AddNames(parts, "covariates", Covariates);
        AddNames(parts, "future covariates", FutureCovariates);
        AddNames(parts, "ignored", Ignored);
        return string.Join(", ", parts);
    }

    private static void AddNames(List<string> parts, string role, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            parts.Add($"{role}: {Shorten(names)}");
        }
    }

    private static string Shorten(IReadOnlyList<string> names, char separator = ' ')
    {
        const int Shown = 5;
        string text = string.Join(separator, names.Take(Shown).Select(name => Excerpt.Of(name)));
        return names.Count <= Shown ? text : $"{text} … ({names.Count} columns)";
    }
}
