using Tollama.Catalog.Architectures;
using Tollama.NeuralBenchmarks.Models;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>Chronos-2 as an ONNX graph, for series that are alone in their groups.</summary>
internal sealed class Chronos2Twin(Chronos2Config config, WeightsFile weights, int series, int context, int horizon)
{
    private readonly TwinGraph _twin = new(weights);
    private readonly long _patches = context / config.PatchLength;
    private readonly long _future = horizon / config.PatchLength;

    private long Tokens => _patches + 1 + _future;

    private long Rows => series * Tokens;

    public Twin Build()
    {
        string x = _twin.Graph.Input("x", series, context);
        string mean = _twin.Mean(x, 1);
        string centred = _twin.Node("Sub", x, mean);
        string spread = _twin.Node("Sqrt", _twin.Mean(_twin.Node("Mul", centred, centred), 1));
        string tokens = Embed(_twin.Node("Asinh", _twin.Node("Div", centred, spread)));
        RotaryCache rotary = new(_twin, config.HeadSize, config.RotationBase, Tokens);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            tokens = Layer(tokens, $"encoder.block.{layer}.layer.", rotary);
        }

        (long length, long levels) = (config.PatchLength, config.QuantileLevels.Count);
        string last = _twin.Slice(_twin.Reshape(tokens, series, Tokens, config.Width), 1, Tokens - _future, Tokens);
        string normed = _twin.RmsNorm(_twin.Reshape(last, series * _future, config.Width), _twin.Weight("encoder.final_layer_norm.weight"));
        string outputs = _twin.ResidualBlock(normed, series * _future, "output_patch_embedding", _twin.Relu);
        string byLevel = _twin.Graph.Node("Transpose", [_twin.Reshape(outputs, series, _future, levels, length)], ("perm", new long[] { 0, 2, 1, 3 }));
        string flat = _twin.Node("Sinh", _twin.Reshape(byLevel, series, levels * horizon));
        string scaled = _twin.Node("Add", _twin.Node("Mul", flat, spread), mean);
        return _twin.Finish(_twin.Reshape(scaled, series, levels, horizon), levelsLast: false, series, levels, horizon);
    }

    private string Embed(string scaled)
    {
        int length = config.PatchLength;
        long rows = series * _patches;
        string past = _twin.Concat(1, Constant(rows, (row, i) => Time(((row % _patches) - _patches) * length + i)), _twin.Reshape(scaled, rows, length), Constant(rows, (_, _) => 1));
        string times = Constant(series * _future, (row, i) => Time((row % _future * length) + i));
        string nothing = Constant(series * _future, (_, _) => 0);
        string future = _twin.Concat(1, times, nothing, nothing);
        string input = _twin.Concat(1, _twin.Reshape(past, series, _patches, 3 * length), _twin.Reshape(future, series, _future, 3 * length));
        string embedded = _twin.ResidualBlock(_twin.Reshape(input, series * (_patches + _future), 3 * length), series * (_patches + _future), "input_patch_embedding", _twin.Relu);
        string tokens = _twin.Reshape(embedded, series, _patches + _future, config.Width);
        string register = _twin.Node(
            "Expand", _twin.Reshape(_twin.Weight("shared.weight", config.RegisterToken, 1), 1, 1, config.Width), _twin.Graph.Constant([series, 1, config.Width], 3));
        string all = _twin.Concat(1, _twin.Slice(tokens, 1, 0, _patches), register, _twin.Slice(tokens, 1, _patches, _patches + _future));
        return _twin.Reshape(all, Rows, config.Width);
    }

    private string Layer(string x, string block, RotaryCache rotary)
    {
        string time = block + "0.self_attention.";
        AttentionSizes sizes = new(series, Tokens, Tokens, config.Heads, config.HeadSize);
        string normed = _twin.RmsNorm(x, _twin.Weight(block + "0.layer_norm.weight"));
        string q = rotary.Halves(_twin.Linear(normed, Rows, time + "q"), sizes), k = rotary.Halves(_twin.Linear(normed, Rows, time + "k"), sizes);
        string mixed = _twin.Attend(q, k, _twin.Linear(normed, Rows, time + "v"), sizes, scale: 1);
        x = _twin.Node("Add", x, _twin.Linear(mixed, Rows, time + "o"));

        string group = block + "1.self_attention.";
        string values = _twin.Linear(_twin.RmsNorm(x, _twin.Weight(block + "1.layer_norm.weight")), Rows, group + "v");
        x = _twin.Node("Add", x, _twin.Linear(values, Rows, group + "o"));

        string hidden = _twin.Relu(_twin.Linear(_twin.RmsNorm(x, _twin.Weight(block + "2.layer_norm.weight")), Rows, block + "2.mlp.wi"));
        return _twin.Node("Add", x, _twin.Linear(hidden, Rows, block + "2.mlp.wo"));
    }

    private float Time(long step) => step / (float)config.TimeScale;

    private string Constant(long rows, Func<long, int, float> value)
    {
        float[] values = new float[rows * config.PatchLength];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(i / config.PatchLength, i % config.PatchLength);
        }

        return _twin.Graph.Constant(values, rows, config.PatchLength);
    }
}
