namespace Tollama.HttpBenchmarks.Starting;

/// <summary>What the two processes held with one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Daemon">The daemon.</param>
/// <param name="Runner">The runner of the model.</param>
internal sealed record MemoryOfModel(string Model, Held Daemon, Held Runner);
