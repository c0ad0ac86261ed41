using System.Text.Json.Nodes;

namespace Tollama.Cli.Verifying;

/// <summary>One history and what a reference implementation made of it.</summary>
internal sealed record ReferenceCase
{
    public required string Name { get; init; }

    /// <summary>The history; null marks a missing value.</summary>
    public required IReadOnlyList<double?> Target { get; init; }

    public string? Freq { get; init; }

    public JsonObject? Options { get; init; }

    /// <summary>The point forecast; absent when the reference gives none.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>The quantiles by level.</summary>
    public Dictionary<string, double[]> Quantiles { get => field ?? []; init; }

    /// <summary>How far a value may be off, relative to the largest of the case; 1e-4 when absent.</summary>
    public double? Tolerance { get; init; }

    /// <summary>How many steps were forecast; 0 when there is nothing to compare with.</summary>
    public int Horizon => Mean?.Count ?? Quantiles.Values.FirstOrDefault()?.Length ?? 0;
}
