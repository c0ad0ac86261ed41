namespace Tollama.Daemon.Operations;

/// <summary>What if: changes to the data, one after the other.</summary>
/// <param name="Name">Its name, unique in its request.</param>
/// <param name="Changes">At least one.</param>
internal sealed record Scenario(string Name, IReadOnlyList<ScenarioChange> Changes);
