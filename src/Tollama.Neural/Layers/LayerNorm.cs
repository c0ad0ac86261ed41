namespace Tollama.Neural;

/// <summary>Centres rows, divides them by their standard deviation, and applies learned weights and biases.</summary>
internal sealed class LayerNorm(int width, float[] weight, float[] bias, double epsilon)
{
    private readonly float _epsilon = (float)epsilon;

    /// <summary>Norms whole rows; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public void Apply(ForwardPass pass, ReadOnlySpan<float> x, Span<float> y) => pass.Kernels.LayerNorm(x, width, weight, bias, _epsilon, y);
}
