using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>
/// A layer of Chronos-2: attention along the tokens of a row, attention across the rows of a group, and a feed-forward network.
/// </summary>
internal sealed class Chronos2Layer
{
    private readonly RotaryTable _rotary;
    private readonly AttentionShape _shape;
    private readonly RmsNorm _timeNorm;
    private readonly Linear _timeProjection;
    private readonly Linear _timeOutput;
    private readonly GroupAttention _groups;
    private readonly FeedForward _feedForward;

    /// <summary>Reads the weights.</summary>
    public Chronos2Layer(Chronos2Config config, ModelWeights weights, string block, RotaryTable rotary)
    {
        string time = block + "0.self_attention.";
        _rotary = rotary;

        // Scores are not divided by the root of the head's size: as in T5, that is in the weights.
        _shape = AttentionShape.Fused(config.Heads, config.HeadSize, scale: 1);
        _timeNorm = new RmsNorm(config.Width, weights.Values(block + "0.layer_norm.weight"), config.NormEpsilon);
        _timeProjection = weights.Linear(time + "q", time + "k", time + "v");
        _timeOutput = weights.Linear(time + "o");
        _groups = new GroupAttention(config, weights, block + "1.");
        _feedForward = new FeedForward(
            new RmsNorm(config.Width, weights.Values(block + "2.layer_norm.weight"), config.NormEpsilon),
            weights.Linear(block + "2.mlp.wi"),
            weights.Linear(block + "2.mlp.wo"),
            Activation.Relu);
    }

    /// <summary>Applies the layer to the tokens of all rows in place.</summary>
    public void Apply(ForwardPass pass, TokenLayout layout, RowGroups groups, Span<float> x, ReadOnlySpan<float> mask)
    {
        AttendTime(pass, layout, x, mask);
        _groups.Apply(pass, layout, groups, x, mask);
        _feedForward.Apply(pass, x, layout.Tokens);
    }

    private void AttendTime(ForwardPass pass, TokenLayout layout, Span<float> x, ReadOnlySpan<float> mask)
    {
        var mark = pass.Workspace.Mark();
        int inner = _shape.OutputStride;
        Span<float> normed = pass.Workspace.Take(layout.Tokens, _timeProjection.Inputs);
        _timeNorm.Apply(pass, x, normed);
        Span<float> projected = pass.Workspace.Take(layout.Tokens, 3 * inner);
        _timeProjection.Apply(pass, normed, layout.Tokens, projected);
        Span<float> mixed = pass.Workspace.Take(layout.Tokens, inner);
        for (int row = 0; row < layout.Sequences; row++)
        {
            int start = layout.Start(row);
            int tokens = layout.Length(row);
            Span<float> own = projected.Slice(start * 3 * inner, tokens * 3 * inner);

            // Queries and keys lie side by side, so that both are rotated in one go.
            _rotary.RotateHalves(pass, own, tokens, 3 * inner, 2 * _shape.Heads, firstPosition: 0);
            Attention.Full(
                pass, _shape, own, tokens, own[inner..], own[(2 * inner)..], tokens, mask.Slice(start, tokens), bias: null, mixed.Slice(start * inner, tokens * inner));
        }

        _timeOutput.Apply(pass, mixed, layout.Tokens, x, add: true);
        pass.Workspace.Restore(mark);
    }
}
