namespace Tollama.Numerics.Optimization;

/// <summary>When a search by <see cref="NelderMead"/> ends.</summary>
public sealed record NelderMeadOptions
{
    /// <summary>The default settings.</summary>
    public static NelderMeadOptions Default { get; } = new();

    /// <summary>How often the function may be evaluated, at least the number of variables + 1.</summary>
    /// <value>1000 by default.</value>
    public int MaxEvaluations { get; init; } = 1000;

    /// <summary>
    /// The search ends when the best and the worst value of the simplex differ by no more than this share of their magnitude.
    /// </summary>
    /// <value>1e-8 by default; at least 0.</value>
    public double RelativeTolerance { get; init; } = 1e-8;

    /// <summary>And when they differ by no more than this.</summary>
    /// <value>1e-12 by default; at least 0.</value>
    public double AbsoluteTolerance { get; init; } = 1e-12;
}
