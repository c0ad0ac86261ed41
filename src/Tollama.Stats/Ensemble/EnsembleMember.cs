namespace Tollama.Stats;

/// <summary>A method that takes part in an ensemble.</summary>
/// <param name="Model">The method.</param>
/// <param name="Weight">How much it counts, above 0; the weights need not add up to 1.</param>
internal readonly record struct EnsembleMember(UnivariateModel Model, double Weight);
