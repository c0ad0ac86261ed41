namespace Tollama.Stats;

/// <summary>A point of a search: parameters by <see cref="EtsParameters"/>, beta and gamma as shares of their ranges.</summary>
internal sealed class EtsPoint(double[] values)
{
    private const double FirstDamping = 1e-2;

    /// <summary>The parameters.</summary>
    public double[] Values => values;

    /// <summary>The criterion there.</summary>
    public double Criterion { get; set; } = double.PositiveInfinity;

    /// <summary>How cautious the next step should be.</summary>
    public double Damping { get; set; } = FirstDamping;

    /// <summary>What the next step promises to gain in log-likelihood.</summary>
    public double Promise { get; set; }
}
