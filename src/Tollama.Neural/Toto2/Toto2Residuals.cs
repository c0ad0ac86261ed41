using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>
/// The residual stream of Toto 2.0 on the way through its layers, and the constants of unit scaling that are folded into their weights.
/// </summary>
/// <remarks>
/// Blake et al., u-μP: The Unit-Scaled Maximal Update Parametrization (2024). A layer of the reference makes of a stream x the sum of x /
/// sqrt(1 + tau²) and of its own result times tau / sqrt(1 + tau²). Here nothing divides the stream: what flows is x / <see cref="Scale"/>,
/// each layer adds to it, and the factors are in the layer's last weights. Norms take the scale out again, once the constant under their
/// root is divided by its square.
/// </remarks>
internal sealed class Toto2Residuals
{
    /// <summary>
    /// What the activation is multiplied with so that its results have unit variance: 2^0.2 times sqrt(2 / (1 - 1 / pi))^0.8.
    /// </summary>
    private static readonly double SiluGain = Math.Pow(2, 0.2) * Math.Pow(2 / (1 - (1 / Math.PI)), 0.4);

    /// <summary>What the reference's stream is, divided by ours.</summary>
    public double Scale { get; private set; } = 1;

    /// <summary>A norm of the stream as it is now.</summary>
    public RmsNorm Norm(Toto2Config config, ModelWeights weights, string module) =>
        new(config.Width, config.NormWeights ? weights.Values(module + ".weight") : [], config.NormEpsilon / (Scale * Scale));

    /// <summary>Goes past a layer.</summary>
    /// <param name="tau">How much the layer's result weighs, compared with the stream.</param>
    /// <returns>The factor of what the layer adds.</returns>
    public double Add(double tau)
    {
        double factor = tau / Scale;
        Scale /= Math.Sqrt(1 + (tau * tau));
        return factor;
    }

    /// <summary>The factor of a linear layer of so many inputs.</summary>
    public static double Linear(int inputs) => 1 / Math.Sqrt(inputs);

    /// <summary>A residual block, whose two ways weigh the same.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="module">The block.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="hidden">The width inside.</param>
    /// <param name="isReadout">True for the last layer of the network, which divides by the number of inputs and not by its root.</param>
    public static ResidualBlock Block(ModelWeights weights, string module, int inputs, int hidden, bool isReadout)
    {
        double half = Math.Sqrt(0.5);
        double output = half * (isReadout ? 1.0 / hidden : Linear(hidden));
        double skip = half * (isReadout ? 1.0 / inputs : Linear(inputs));
        return new ResidualBlock(
            weights.Linear(module + ".linear1", (float)Linear(inputs)),
            weights.Linear(module + ".linear2", (float)(output * SiluGain), (float)output),
            weights.Linear(module + ".skip_proj", (float)skip),
            Activation.Silu);
    }
}
