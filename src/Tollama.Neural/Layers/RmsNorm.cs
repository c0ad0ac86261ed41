namespace Tollama.Neural;

/// <summary>Divides rows by their root mean square and multiplies them with learned weights.</summary>
internal sealed class RmsNorm(int width, float[] weight, double epsilon)
{
    private readonly float _epsilon = (float)epsilon;

    /// <summary>Norms whole rows; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public void Apply(ForwardPass pass, ReadOnlySpan<float> x, Span<float> y) => pass.Kernels.RmsNorm(x, width, weight, _epsilon, y);
}
