using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary><c>Y = activation(W X + b)</c>: a linear layer along the columns of a matrix, so that nobody has to transpose it.</summary>
/// <param name="weights">The weights, row by row: a row an output.</param>
/// <param name="bias">One value an output.</param>
internal sealed class ColumnLinear(float[] weights, float[] bias)
{
    private readonly int _inputs = weights.Length / bias.Length;

    /// <summary>Rows of the result.</summary>
    public int Outputs => bias.Length;

    /// <summary>Applies the layer to a dense matrix of this width.</summary>
    public void Apply(ForwardPass pass, ReadOnlySpan<float> x, int width, Span<float> y, Activation activation = Activation.None)
    {
        pass.Kernels.WeightedSums(weights, Outputs, _inputs, x, _inputs, width, width, y, width);
        for (int output = 0; output < Outputs; output++)
        {
            Span<float> row = y.Slice(output * width, width);
            pass.Kernels.ScaleAdd(row, 1, bias[output], row);
        }

        if (activation != Activation.None)
        {
            pass.Kernels.Activate(activation, y, y);
        }
    }
}
