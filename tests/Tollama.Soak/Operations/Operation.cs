using Tollama.Soak.Clients;

namespace Tollama.Soak.Operations;

/// <summary>Something that clients do.</summary>
/// <param name="Weight">How often it is chosen, against the others.</param>
/// <param name="RunAsync">Does it; all choices come from the random numbers, so that the plan does not depend on answers.</param>
internal sealed record Operation(int Weight, Func<SoakClient, Random, CancellationToken, Task> RunAsync);
