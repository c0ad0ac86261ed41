using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary><c>x += outer(activation(inner(norm(x))))</c>: the second half of a transformer's layer.</summary>
internal sealed class FeedForward(RmsNorm norm, Linear inner, Linear outer, Activation activation)
{
    /// <summary>Applies the layer to dense rows, in place.</summary>
    public void Apply(ForwardPass pass, Span<float> x, int rows)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        var mark = pass.Workspace.Mark();
        Span<float> normed = pass.Workspace.Take(rows, inner.Inputs);
        norm.Apply(pass, x, normed);
        Span<float> hidden = pass.Workspace.Take(rows, inner.Outputs);
        inner.Apply(pass, normed, rows, hidden, activation);
        outer.Apply(pass, hidden, rows, x, add: true);
        pass.Workspace.Restore(mark);
    }
}
