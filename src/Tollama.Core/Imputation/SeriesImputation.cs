namespace Tollama.Core.Imputation;

/// <summary>What stands in for the missing values of one series.</summary>
public sealed record SeriesImputation
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>How they were filled.</summary>
    public required string Method { get; init; }

    /// <summary>The missing values, oldest first, each once.</summary>
    public IReadOnlyList<FilledStep> Filled { get => field ?? []; init; }

    /// <summary>What the user should know about this series, a sentence each; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
