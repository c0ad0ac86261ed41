using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary><c>x += outer(gate * silu(value))</c>, where gate and value are the halves of <c>inner(norm(x))</c>.</summary>
/// <remarks>Shazeer, GLU Variants Improve Transformer (2020).</remarks>
internal sealed class GatedFeedForward(RmsNorm norm, Linear inner, Linear outer)
{
    /// <summary>Applies the layer to dense rows, in place.</summary>
    public void Apply(ForwardPass pass, Span<float> x, int rows)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        var mark = pass.Workspace.Mark();
        int width = outer.Inputs;
        Span<float> normed = pass.Workspace.Take(rows, inner.Inputs);
        norm.Apply(pass, x, normed);
        Span<float> halves = pass.Workspace.Take(rows, 2 * width);
        inner.Apply(pass, normed, rows, halves);
        Span<float> hidden = pass.Workspace.Take(rows, width);
        for (int row = 0; row < rows; row++)
        {
            Span<float> own = hidden.Slice(row * width, width);
            pass.Kernels.Activate(Activation.Silu, halves.Slice(((2 * row) + 1) * width, width), own);
            pass.Kernels.Multiply(halves.Slice(2 * row * width, width), own, own);
        }

        outer.Apply(pass, hidden, rows, x, add: true);
        pass.Workspace.Restore(mark);
    }
}
