using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary><c>y = activation(W x + b) + residual</c> for every row.</summary>
internal sealed class Linear(PackedMatrix weights, float[] bias)
{
    /// <summary>Numbers of a row of the result.</summary>
    public int Outputs => weights.Outputs;

    /// <summary>Numbers of a row of the input.</summary>
    public int Inputs => weights.Inputs;

    /// <summary>Applies the layer to dense rows.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="x">The rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="y">Where the results go; they are added to what is there if <paramref name="add"/>.</param>
    /// <param name="activation">The function after the product.</param>
    /// <param name="add">True to add to <paramref name="y"/>.</param>
    public void Apply(ForwardPass pass, ReadOnlySpan<float> x, int rows, Span<float> y, Activation activation = Activation.None, bool add = false) =>
        pass.Kernels.Multiply(
            x, rows, weights.Inputs, weights, bias, activation, add ? y[..(rows * weights.Outputs)] : [], y, weights.Outputs, pass.Workers);
}
