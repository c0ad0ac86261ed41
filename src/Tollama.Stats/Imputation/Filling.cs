namespace Tollama.Stats;

/// <summary>What stands in for the missing values of a series.</summary>
/// <param name="Means">As long as the series; counts where a value is missing.</param>
/// <param name="Errors">The standard errors, as long, in the same units.</param>
/// <param name="Method">How it was found.</param>
internal sealed record Filling(double[] Means, double[] Errors, string Method)
{
    /// <summary>True if means and errors are of logarithms.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>How many errors an interval reaches is told by the normal law, or by that of Student with so many degrees of freedom.</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
