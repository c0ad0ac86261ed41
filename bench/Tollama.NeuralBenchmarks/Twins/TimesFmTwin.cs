using Tollama.Catalog.Architectures;
using Tollama.NeuralBenchmarks.Models;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>TimesFM 2.5 as an ONNX graph: one pass over each series and its negative, and both heads.</summary>
internal sealed class TimesFmTwin(TimesFmConfig config, WeightsFile weights, int series, int context)
{
    private readonly TwinGraph _twin = new(weights);
    private readonly long _patches = context / config.PatchLength;
    private readonly long _sequences = 2L * series;
    private readonly int _median = config.QuantileLevels.ToList().IndexOf(0.5) + 1;

    private long Rows => _sequences * _patches;

    public Twin Build()
    {
        string x = _twin.Graph.Input("x", series, context);
        string mean = _twin.Mean(x, 1);
        string centred = _twin.Node("Sub", x, mean);
        string variance = _twin.Node("Mul", _twin.Mean(_twin.Node("Mul", centred, centred), 1), _twin.Scalar(context / (context - 1f)));
        string spread = _twin.Node("Sqrt", variance);
        string plain = _twin.Node("Div", centred, spread);
        (string patches, string means, string spreads) = Scale(_twin.Reshape(_twin.Concat(0, plain, _twin.Node("Neg", plain)), _sequences, _patches, config.PatchLength));

        string flags = _twin.Graph.Constant(new float[Rows * config.PatchLength], Rows, config.PatchLength);
        string tokens = _twin.ResidualBlock(_twin.Concat(1, _twin.Reshape(patches, Rows, config.PatchLength), flags), Rows, "tokenizer", _twin.Silu);
        RotaryCache rotary = new(_twin, config.HeadSize, 10_000, _patches);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            tokens = Layer(tokens, $"stacked_xf.{layer}.", rotary);
        }

        string last = _twin.Reshape(Last(_twin.Reshape(tokens, _sequences, _patches, config.Width)), _sequences, config.Width);
        string point = Head(last, "output_projection_point", config.OutputLength, Last(means), Last(spreads));
        string quantiles = Head(last, "output_projection_quantiles", config.QuantileHorizon, Last(means), Last(spreads));
        string distances = _twin.Node("Sub", _twin.Slice(quantiles, 1, 0, config.OutputLength), Median(_twin.Slice(quantiles, 1, 0, config.OutputLength)));
        string levels = _twin.Slice(_twin.Node("Add", distances, Median(point)), 2, 1, config.Channels);
        string scaled = _twin.Node("Add", _twin.Node("Mul", levels, _twin.Reshape(spread, series, 1, 1)), _twin.Reshape(mean, series, 1, 1));
        return _twin.Finish(scaled, levelsLast: true, series, config.OutputLength, config.Channels - 1);
    }

    /// <summary>Scales each patch by what is known up to its end.</summary>
    private (string Patches, string Means, string Spreads) Scale(string patches)
    {
        string counts = _twin.Graph.Constant([.. Enumerable.Range(1, (int)_patches).Select(count => (float)count)], 1, _patches, 1);
        string axis = _twin.Graph.Constant([1L]);
        string Running(string values) => _twin.Node("Div", _twin.Node("CumSum", _twin.Mean(values, 2), axis), counts);
        string means = Running(patches);
        string spreads = _twin.Node("Sqrt", _twin.Node("Sub", Running(_twin.Node("Mul", patches, patches)), _twin.Node("Mul", means, means)));
        return (_twin.Node("Div", _twin.Node("Sub", patches, means), spreads), means, spreads);
    }

    private string Layer(string x, string block, RotaryCache rotary)
    {
        long width = config.Width;
        AttentionSizes sizes = new(_sequences, _patches, _patches, config.Heads, config.HeadSize);
        string normed = Norm(x, block + "pre_attn_ln");
        string q = rotary.Halves(_twin.Part(normed, Rows, block + "attn.qkv_proj", 0, width), sizes);
        string k = rotary.Halves(_twin.Part(normed, Rows, block + "attn.qkv_proj", width, width), sizes);
        string v = _twin.Part(normed, Rows, block + "attn.qkv_proj", 2 * width, width);
        string mixed = _twin.Attend(NormHeads(q, QueryWeights(block)), NormHeads(k, _twin.Weight(block + "attn.key_ln.scale")), v, sizes, scale: 1, causal: true);
        x = _twin.Node("Add", x, Norm(_twin.Linear(mixed, Rows, block + "attn.out"), block + "post_attn_ln"));
        string hidden = _twin.Silu(_twin.Linear(Norm(x, block + "pre_ff_ln"), Rows, block + "ff0"));
        return _twin.Node("Add", x, Norm(_twin.Linear(hidden, Rows, block + "ff1"), block + "post_ff_ln"));
    }

    private string Norm(string x, string module) => _twin.RmsNorm(x, _twin.Weight(module + ".scale"), (float)config.NormEpsilon);

    private string NormHeads(string x, string weight) =>
        _twin.Reshape(_twin.RmsNorm(_twin.Reshape(x, Rows * config.Heads, config.HeadSize), weight, (float)config.NormEpsilon), Rows, config.Width);

    private string QueryWeights(string block)
    {
        double factor = 1.442695041 / Math.Sqrt(config.HeadSize);
        float[] norm = weights.Values(block + "attn.query_ln.scale"), scales = weights.Values(block + "attn.per_dim_scale.per_dim_scale");
        return _twin.Graph.Constant([.. norm.Zip(scales, (weight, scale) => (float)(weight * factor * Math.Log(1 + Math.Exp(scale))))], config.HeadSize);
    }

    private string Last(string x) => _twin.Slice(x, 1, _patches - 1, _patches);

    /// <summary>What a head says of the last patch: half the difference of a series and its negative, whose low quantiles are high ones.</summary>
    private string Head(string last, string module, long steps, string mean, string spread)
    {
        string outputs = _twin.Reshape(_twin.ResidualBlock(last, _sequences, module, _twin.Silu), _sequences, steps, config.Channels);
        string scaled = _twin.Node("Add", _twin.Node("Mul", outputs, spread), mean);
        long[] mirrored = [0, .. Enumerable.Range(1, config.Channels - 1).Select(channel => (long)(config.Channels - channel))];
        string negative = _twin.Graph.Node("Gather", [_twin.Slice(scaled, 0, series, _sequences), _twin.Graph.Constant(mirrored, mirrored.Length)], ("axis", 2L));
        return _twin.Node("Mul", _twin.Node("Sub", _twin.Slice(scaled, 0, 0, series), negative), _twin.Scalar(0.5f));
    }

    private string Median(string x) => _twin.Slice(x, 2, _median, _median + 1);
}
