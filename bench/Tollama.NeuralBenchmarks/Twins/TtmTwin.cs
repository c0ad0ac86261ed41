using Tollama.Catalog.Architectures;
using Tollama.NeuralBenchmarks.Models;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>TinyTimeMixer as an ONNX graph.</summary>
internal sealed class TtmTwin(TtmConfig config, WeightsFile weights, int series)
{
    /// <summary>What the network divides a series of spread 1 by.</summary>
    private static readonly float OwnSpread = MathF.Sqrt(1 + 1e-5f);

    private readonly TwinGraph _twin = new(weights);

    private long Rows => (long)series * config.Patches;

    public Twin Build()
    {
        string x = _twin.Graph.Input("x", series, config.ContextLength);
        string mean = _twin.Mean(x, 1);
        string centred = _twin.Node("Sub", x, mean);
        string variance = _twin.Mean(_twin.Node("Mul", centred, centred), 1);
        string spread = _twin.Node("Mul", _twin.Node("Sqrt", variance), _twin.Scalar(OwnSpread));
        string patches = _twin.Reshape(_twin.Node("Div", centred, spread), Rows, config.PatchLength);
        string tokens = _twin.Linear(patches, Rows, "backbone.encoder.patcher");
        tokens = Stack(tokens, "backbone.encoder.mlp_mixer_encoder.mixers", config.Levels, config.Layers, config.Width);
        tokens = _twin.Linear(tokens, Rows, "decoder.adapter");
        tokens = Stack(tokens, "decoder.decoder_block.mixers", config.DecoderLevels, config.DecoderLayers, config.DecoderWidth);
        string outputs = _twin.Linear(_twin.Reshape(tokens, series, (long)config.Patches * config.DecoderWidth), series, "head.base_forecast_block");
        string scaled = _twin.Node("Add", _twin.Node("Mul", outputs, spread), mean);
        return _twin.Finish(_twin.Reshape(scaled, series, 1, config.PredictionLength), levelsLast: false, series, 1, config.PredictionLength);
    }

    private string Stack(string x, string module, int levels, int layers, int width)
    {
        for (int level = 0; level < Math.Max(levels, 1); level++)
        {
            int parts = levels == 0 ? 1 : TtmConfig.SplitOf(level, levels, width);
            for (int layer = 0; layer < layers; layer++)
            {
                x = Layer(x, $"{module}{(levels == 0 ? "" : $".{level}.mixer_layers")}.{layer}", config.Patches * parts, width / parts);
            }
        }

        return _twin.Reshape(x, Rows, width);
    }

    private string Layer(string x, string module, long patches, long width)
    {
        x = _twin.Reshape(x, series, patches, width);
        string turned = Turn(Norm(x, module + ".patch_mixer"));
        string mixed = Mix(_twin.Reshape(turned, series * width, patches), series * width, module + ".patch_mixer");
        x = _twin.Node("Add", x, Turn(_twin.Reshape(mixed, series, width, patches)));
        mixed = Mix(_twin.Reshape(Norm(x, module + ".feature_mixer"), series * patches, width), series * patches, module + ".feature_mixer");
        return _twin.Node("Add", x, _twin.Reshape(mixed, series, patches, width));
    }

    private string Mix(string x, long rows, string module)
    {
        string hidden = _twin.Graph.RuntimeNode("Gelu", [_twin.Linear(x, rows, module + ".mlp.fc1")]);
        string mixed = _twin.Linear(hidden, rows, module + ".mlp.fc2");
        string gate = _twin.Graph.Node("Softmax", [_twin.Linear(mixed, rows, module + ".gating_block.attn_layer")], ("axis", -1L));
        return _twin.Node("Mul", mixed, gate);
    }

    private string Norm(string x, string module) => _twin.Graph.Node(
        "LayerNormalization", [x, _twin.Weight(module + ".norm.norm.weight"), _twin.Weight(module + ".norm.norm.bias")], ("axis", -1L), ("epsilon", (float)config.NormEpsilon));

    private string Turn(string x) => _twin.Graph.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 }));
}
