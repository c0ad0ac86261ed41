namespace Tollama.NeuralBenchmarks.Models;

/// <summary>All that was measured of a model.</summary>
internal sealed record ModelResult
{
    public required string Name { get; init; }

    public required long Parameters { get; init; }

    public required long WeightBytes { get; init; }

    /// <summary>Seconds from the files, which are in the page cache, to a model that is ready.</summary>
    public required double LoadSeconds { get; init; }

    /// <summary>How many bytes more are resident when the model is ready.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>How many bytes more than before the load are resident after the largest forecast.</summary>
    public required long BusyBytes { get; init; }

    public required IReadOnlyList<ModelRow> Rows { get; init; }
}
