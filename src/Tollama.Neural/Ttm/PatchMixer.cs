using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>Mixes each feature along the patches of a series: a small network, and a gate that weighs its outputs by a softmax.</summary>
/// <remarks>The network sees columns: the features of the same patch lie beside each other and are computed together.</remarks>
internal sealed class PatchMixer
{
    private readonly int _patches;
    private readonly int _width;
    private readonly LayerNorm _norm;
    private readonly ColumnLinear _inner;
    private readonly ColumnLinear _outer;
    private readonly ColumnLinear? _gate;

    /// <summary>Reads the weights for this many patches of this width.</summary>
    public PatchMixer(TtmConfig config, ModelWeights weights, string module, int patches, int width)
    {
        _patches = patches;
        _width = width;
        _norm = new LayerNorm(width, weights.Values(module + ".norm.norm.weight"), weights.Values(module + ".norm.norm.bias"), config.NormEpsilon);
        _inner = Layer(weights, module + ".mlp.fc1");
        _outer = Layer(weights, module + ".mlp.fc2");
        _gate = weights.Has(module + ".gating_block.attn_layer.weight") ? Layer(weights, module + ".gating_block.attn_layer") : null;
    }

    /// <summary>
    /// Adds to the patches of each series what the others give; one series after the other, each of which is small enough to stay near.
    /// </summary>
    public void Apply(ForwardPass pass, Span<float> x, int series)
    {
        var mark = pass.Workspace.Mark();
        Span<float> normed = pass.Workspace.Take(_patches, _width);
        Span<float> hidden = pass.Workspace.Take(Math.Max(_inner.Outputs, _patches), _width);
        for (int one = 0; one < series; one++)
        {
            Mix(pass, x.Slice(one * normed.Length, normed.Length), normed, hidden);
        }

        pass.Workspace.Restore(mark);
    }

    private static ColumnLinear Layer(ModelWeights weights, string module) => new(weights.Rows(module), weights.Values(module + ".bias"));

    private void Mix(ForwardPass pass, Span<float> x, Span<float> normed, Span<float> hidden)
    {
        _norm.Apply(pass, x, normed);
        _inner.Apply(pass, normed, _width, hidden[..(_inner.Outputs * _width)], Activation.GeluErf);
        _outer.Apply(pass, hidden[..(_inner.Outputs * _width)], _width, normed);
        if (_gate is not null)
        {
            Span<float> gate = hidden[..normed.Length];
            _gate.Apply(pass, normed, _width, gate);
            pass.Kernels.SoftmaxOfColumns(gate, _width);
            pass.Kernels.Multiply(normed, gate, normed);
        }

        pass.Kernels.Add(x, normed, x);
    }
}
