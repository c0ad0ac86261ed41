namespace Tollama.Stats;

/// <summary>What the family was handed for its models.</summary>
/// <param name="Clock">Measures the time that an option allows.</param>
/// <param name="Network">The network that takes part in <see cref="Auto"/>; <see langword="null"/> for none.</param>
internal sealed record StatsResources(TimeProvider Clock, NetworkMember? Network = null);
