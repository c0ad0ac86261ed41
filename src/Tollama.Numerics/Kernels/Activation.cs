namespace Tollama.Numerics.Kernels;

/// <summary>A function that follows a matrix product, value by value.</summary>
public enum Activation
{
    /// <summary>The value itself.</summary>
    None,

    /// <summary>The value, or zero where it is negative.</summary>
    Relu,

    /// <summary><c>x / (1 + exp(-x))</c>, also called swish.</summary>
    Silu,

    /// <summary><c>x * (1 + erf(x / sqrt(2))) / 2</c>: the Gaussian error linear unit as it is defined.</summary>
    GeluErf,

    /// <summary>
    /// The approximation of <see cref="GeluErf"/> by a hyperbolic tangent, as models are trained with that name it <c>gelu_new</c> or
    /// <c>tanh</c>.
    /// </summary>
    GeluTanh,
}
