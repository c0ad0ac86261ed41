using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>Mixes the features of each patch: a small network, and a gate that weighs its outputs by a softmax.</summary>
internal sealed class FeatureMixer
{
    private readonly LayerNorm _norm;
    private readonly Linear _inner;
    private readonly Linear _outer;
    private readonly Linear? _gate;

    /// <summary>Reads the weights.</summary>
    public FeatureMixer(TtmConfig config, ModelWeights weights, string module, int width)
    {
        _norm = new LayerNorm(width, weights.Values(module + ".norm.norm.weight"), weights.Values(module + ".norm.norm.bias"), config.NormEpsilon);
        _inner = weights.Linear(module + ".mlp.fc1");
        _outer = weights.Linear(module + ".mlp.fc2");
        _gate = weights.Has(module + ".gating_block.attn_layer.weight") ? weights.Linear(module + ".gating_block.attn_layer") : null;
    }

    /// <summary>Adds to each patch what its features give.</summary>
    public void Apply(ForwardPass pass, Span<float> x, int patches)
    {
        var mark = pass.Workspace.Mark();
        int width = _outer.Outputs;
        Span<float> normed = pass.Workspace.Take(patches, width);
        _norm.Apply(pass, x, normed);
        Span<float> hidden = pass.Workspace.Take(patches, _inner.Outputs);
        _inner.Apply(pass, normed, patches, hidden, Activation.GeluErf);
        if (_gate is null)
        {
            _outer.Apply(pass, hidden, patches, x, add: true);
        }
        else
        {
            _outer.Apply(pass, hidden, patches, normed);
            Span<float> gate = hidden[..(patches * width)];
            _gate.Apply(pass, normed, patches, gate);
            for (int patch = 0; patch < patches; patch++)
            {
                pass.Kernels.Softmax(gate.Slice(patch * width, width), []);
            }

            pass.Kernels.Multiply(normed, gate, normed);
            pass.Kernels.Add(x, normed, x);
        }

        pass.Workspace.Restore(mark);
    }
}
