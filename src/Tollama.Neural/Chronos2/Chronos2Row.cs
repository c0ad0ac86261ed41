namespace Tollama.Neural;

/// <summary>One row of a pass of Chronos-2: a target or a covariate.</summary>
/// <param name="Context">The past, at most as long as the model's context; NaN where it is missing.</param>
/// <param name="Future">The known values of the steps to forecast, NaN or left out where they are unknown; empty for a target.</param>
/// <param name="Group">The rows of a group look at each other.</param>
internal sealed record Chronos2Row(double[] Context, double[] Future, int Group);
