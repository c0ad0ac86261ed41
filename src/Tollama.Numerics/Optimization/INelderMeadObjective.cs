namespace Tollama.Numerics.Optimization;

/// <summary>A function of several variables to be minimized. Implement it as a struct: calls are then direct.</summary>
public interface INelderMeadObjective
{
    /// <summary>The value at a point; <see cref="double.PositiveInfinity"/> or <see cref="double.NaN"/> outside the domain.</summary>
    /// <param name="point">The variables; valid during the call only.</param>
    double Value(ReadOnlySpan<double> point);
}
