using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>What a mixer does along one axis: a small network, and a gate that weighs its outputs by a softmax.</summary>
internal sealed class MixerCore
{
    private readonly Linear _inner;
    private readonly Linear _outer;
    private readonly Linear? _gate;

    /// <summary>Reads the weights.</summary>
    public MixerCore(ModelWeights weights, string module)
    {
        _inner = weights.Linear(module + ".mlp.fc1");
        _outer = weights.Linear(module + ".mlp.fc2");
        _gate = weights.Has(module + ".gating_block.attn_layer.weight") ? weights.Linear(module + ".gating_block.attn_layer") : null;
    }

    /// <summary>Applies it to dense rows in place.</summary>
    public void Apply(ForwardPass pass, Span<float> x, int rows)
    {
        var mark = pass.Workspace.Mark();
        int width = _outer.Outputs;
        Span<float> hidden = pass.Workspace.Take(rows, _inner.Outputs);
        _inner.Apply(pass, x, rows, hidden, Activation.GeluErf);
        _outer.Apply(pass, hidden, rows, x);
        if (_gate is not null)
        {
            Span<float> gate = pass.Workspace.Take(rows, width);
            _gate.Apply(pass, x, rows, gate);
            for (int row = 0; row < rows; row++)
            {
                pass.Kernels.Softmax(gate.Slice(row * width, width), []);
            }

            pass.Kernels.Multiply(x, gate, x);
        }

        pass.Workspace.Restore(mark);
    }
}
