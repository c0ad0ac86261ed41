namespace Tollama.Soak.Faults;

/// <summary>Something that goes wrong, from its beginning to its end.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="RunAsync">Makes it happen; what it chooses it chooses by the seeded random numbers.</param>
internal sealed record Fault(string Name, Func<Random, CancellationToken, Task> RunAsync);
