using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary><c>y = output(activation(hidden(x))) + residual(x)</c>: what turns patches into tokens, and tokens into forecasts.</summary>
internal sealed class ResidualBlock(Linear hidden, Linear output, Linear residual, Activation activation)
{
    /// <summary>Numbers of a row of the input.</summary>
    public int Inputs => hidden.Inputs;

    /// <summary>Numbers of a row of the result.</summary>
    public int Outputs => output.Outputs;

    /// <summary>Applies the block to dense rows.</summary>
    public void Apply(ForwardPass pass, ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        var mark = pass.Workspace.Mark();
        Span<float> inner = pass.Workspace.Take(rows, hidden.Outputs);
        hidden.Apply(pass, x, rows, inner, activation);
        residual.Apply(pass, x, rows, y);
        output.Apply(pass, inner, rows, y, add: true);
        pass.Workspace.Restore(mark);
    }
}
