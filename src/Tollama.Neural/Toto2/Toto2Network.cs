using Tollama.Core.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The network of Toto 2.0.</summary>
internal sealed class Toto2Network
{
    /// <summary>What SiLU is multiplied with for outputs of unit scale: <c>exp(0.8 ln sqrt(2 / (1 - 1 / pi)) + 0.2 ln 2)</c>.</summary>
    private static readonly double SiluScale = Math.Exp((0.8 * Math.Log(Math.Sqrt(2 / (1 - (1 / Math.PI))))) + (0.2 * Math.Log(2)));

    private readonly Toto2Config _config;
    private readonly ResidualBlock _embedding;
    private readonly Toto2Layer[] _layers;
    private readonly RmsNorm _finalNorm;
    private readonly ResidualBlock _head;

    /// <summary>Reads the weights.</summary>
    public Toto2Network(Toto2Config config, ModelWeights weights)
    {
        _config = config;
        _embedding = Block(weights, "patch_proj", 2 * config.PatchLength, 4 * config.Width, power: 0.5);
        _layers = [.. Enumerable.Range(0, config.Layers).Select(layer => new Toto2Layer(config, weights, layer))];
        _finalNorm = Toto2Layer.Norm(config, weights, "transformer.out_norm");
        _head = Block(weights, "output_head.param_projection.proj", config.Width, 4 * config.Width, power: 1);
    }

    /// <summary>What the network says after some positions: the compressed, scaled quantiles of the patch that follows each.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layout">Where the tokens are.</param>
    /// <param name="inputs">Each token's values and then 1 for each that was not observed.</param>
    /// <param name="asked">The variates that are asked for, and the first position of each; it has a token there and everywhere behind.</param>
    /// <returns>For each of them the outputs of all positions from the first on.</returns>
    public float[][] Forward(ForwardPass pass, Toto2Layout layout, ReadOnlySpan<float> inputs, IReadOnlyList<(int Row, int Position)> asked)
    {
        var mark = pass.Workspace.Mark();
        int tokens = layout.Tokens.Tokens;
        Span<float> x = pass.Workspace.Take(tokens, _config.Width);
        _embedding.Apply(pass, inputs, tokens, x);
        int last = Enumerable.Range(0, layout.Tokens.Sequences).Max(row => layout.Tokens.Length(row) == 0 ? 0 : layout.Positions(row)[^1]);
        RotaryTable rotary = new(_config.KeySize / 2, 10000, last + 1);
        foreach (Toto2Layer layer in _layers)
        {
            layer.Apply(pass, layout, rotary, x);
        }

        _finalNorm.Apply(pass, x, x);
        float[][] outputs = new float[asked.Count][];
        for (int i = 0; i < outputs.Length; i++)
        {
            (int row, int position) = asked[i];
            int first = layout.TokenAt(row, position);
            int count = layout.Tokens.Start(row) + layout.Tokens.Length(row) - first;
            outputs[i] = new float[count * _head.Outputs];
            _head.Apply(pass, x.Slice(first * _config.Width, count * _config.Width), count, outputs[i]);
        }

        pass.Workspace.Restore(mark);
        return outputs;
    }

    /// <summary>A residual block in unit scale: both ways are divided by a power of their inputs, and their sum by the root of 2.</summary>
    private static ResidualBlock Block(ModelWeights weights, string module, int inputs, int hidden, double power) => new(
        weights.Linear(module + ".linear1", (float)(1 / Math.Sqrt(inputs))),
        weights.Linear(module + ".linear2", (float)(1 / Math.Pow(hidden, power) / Math.Sqrt(2)), (float)SiluScale),
        weights.Linear(module + ".skip_proj", (float)(1 / Math.Pow(inputs, power) / Math.Sqrt(2))),
        Activation.Silu);
}
