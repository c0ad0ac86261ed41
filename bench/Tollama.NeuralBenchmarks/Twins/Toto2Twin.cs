using Tollama.Catalog.Architectures;
using Tollama.NeuralBenchmarks.Models;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>Toto 2.0 as an ONNX graph, for series that are alone, without norms of queries and keys. Constants are folded into the weights' factors.</summary>
internal sealed class Toto2Twin(Toto2Config config, WeightsFile weights, int series, int context, int horizon)
{
    private static readonly double SiluGain = Math.Pow(2, 0.2) * Math.Pow(2 / (1 - (1 / Math.PI)), 0.4);

    private readonly TwinGraph _twin = new(weights);
    private readonly long _patches = context / config.PatchLength;
    private readonly long _outputs = horizon / config.PatchLength;

    /// <summary>The stream of the reference, divided by that of the graph.</summary>
    private double _scale = 1;

    private long Tokens => _patches + _outputs - 1;

    private long Rows => series * Tokens;

    public Twin Build()
    {
        string x = _twin.Graph.Input("x", series, context);
        (string patches, string means, string spreads) = Scale(_twin.Reshape(x, series, _patches, config.PatchLength));
        string tokens = Block(Inputs(patches), Rows, "patch_proj", 2 * config.PatchLength, isReadout: false);
        RotaryCache rotary = new(_twin, config.KeySize / 2, 10_000, Tokens);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            tokens = Layer(tokens, layer, rotary);
        }

        string last = _twin.Slice(_twin.Reshape(tokens, series, Tokens, config.Width), 1, Tokens - _outputs, Tokens);
        string normed = Norm(_twin.Reshape(last, series * _outputs, config.Width));
        string outputs = Block(normed, series * _outputs, "output_head.param_projection.proj", config.Width, isReadout: true);
        string values = _twin.Node("Sinh", _twin.Reshape(outputs, series, horizon, config.QuantileLevels.Count));
        string scaled = _twin.Node("Add", _twin.Node("Mul", values, _twin.Slice(spreads, 1, _patches - 1, _patches)), _twin.Slice(means, 1, _patches - 1, _patches));
        return _twin.Finish(scaled, levelsLast: true, series, horizon, config.QuantileLevels.Count);
    }

    /// <summary>Scales each patch by what is known up to its end.</summary>
    private (string Patches, string Means, string Spreads) Scale(string patches)
    {
        int length = config.PatchLength;
        string counts = _twin.Graph.Constant([.. Enumerable.Range(1, (int)_patches).Select(count => (float)count)], 1, _patches, 1);
        string unbiased = _twin.Graph.Constant([.. Enumerable.Range(1, (int)_patches).Select(count => count * length / ((count * length) - 1f))], 1, _patches, 1);
        string axis = _twin.Graph.Constant([1L]);
        string Running(string values) => _twin.Node("Div", _twin.Node("CumSum", _twin.Mean(values, 2), axis), counts);
        string means = Running(patches);
        string variances = _twin.Node("Sub", Running(_twin.Node("Mul", patches, patches)), _twin.Node("Mul", means, means));
        string spreads = _twin.Node("Sqrt", _twin.Node("Mul", variances, unbiased));
        return (_twin.Node("Asinh", _twin.Node("Div", _twin.Node("Sub", patches, means), spreads)), means, spreads);
    }

    /// <summary>The patches and what of them is not observed: nothing of the past, all of the future.</summary>
    private string Inputs(string patches)
    {
        int length = config.PatchLength;
        string past = _twin.Concat(2, patches, _twin.Graph.Constant(new float[series * _patches * length], series, _patches, length));
        float[] unknown = new float[series * (_outputs - 1) * 2 * length];
        for (int i = 0; i < unknown.Length; i++)
        {
            unknown[i] = i / length % 2;
        }

        string future = _twin.Graph.Constant(unknown, series, _outputs - 1, 2 * length);
        return _twin.Reshape(_outputs > 1 ? _twin.Concat(1, past, future) : past, Rows, 2 * length);
    }

    private string Layer(string x, int layer, RotaryCache rotary)
    {
        string block = $"transformer.layers.{layer}.";
        string seen = Attend(Norm(x), block + "attn.in_proj", config.IsVariateLayer(layer), rotary, block);
        double factor = Add(block + "attn_tau") * Factor(config.Heads * config.ValueSize);
        x = _twin.Node("Add", x, _twin.Linear(seen, Rows, block + "attn.out_proj", (float)factor));
        string normed = Norm(x);
        factor = Add(block + "mlp_tau") * Factor(config.FeedForwardWidth);
        float inner = (float)Factor(config.Width);
        string gate = _twin.Part(normed, Rows, block + "ffn.fc1", 0, config.FeedForwardWidth, inner);
        string value = _twin.Part(normed, Rows, block + "ffn.fc1", config.FeedForwardWidth, config.FeedForwardWidth, inner);
        return _twin.Node("Add", x, _twin.Linear(_twin.Node("Mul", gate, _twin.Silu(value)), Rows, block + "ffn.fc2", (float)factor));
    }

    private string Attend(string normed, string module, bool isVariate, RotaryCache rotary, string block)
    {
        float factor = (float)Factor(config.Width);
        long width = (long)config.Heads * config.KeySize;
        string v = _twin.Part(normed, Rows, module, 2 * width, width, factor);
        if (isVariate)
        {
            return v;
        }

        AttentionSizes sizes = new(series, Tokens, Tokens, config.Heads, config.KeySize);
        float[] scales = [.. weights.Values(block + "attn._pds.per_dim_scale").Select(scale => (float)(Math.Log(1 + Math.Exp(scale)) / Math.Log(2)))];
        string queryScales = _twin.Graph.Constant([.. Enumerable.Repeat(scales, config.Heads).SelectMany(one => one)], 1, width);
        string q = rotary.Pairs(_twin.Node("Mul", _twin.Part(normed, Rows, module, 0, width, factor), queryScales), sizes);
        string k = rotary.Pairs(_twin.Part(normed, Rows, module, width, width, factor), sizes);
        return _twin.Attend(q, k, v, sizes, 1f / config.KeySize, causal: true);
    }

    private string Norm(string x) =>
        _twin.RmsNorm(x, _twin.Graph.Constant([.. Enumerable.Repeat(1f, config.Width)], config.Width), (float)(config.NormEpsilon / (_scale * _scale)));

    /// <summary>Goes past a layer.</summary>
    private double Add(string name)
    {
        double tau = weights.Values(name)[0];
        double factor = tau / _scale;
        _scale /= Math.Sqrt(1 + (tau * tau));
        return factor;
    }

    private string Block(string x, long rows, string module, int inputs, bool isReadout)
    {
        int hidden = 4 * config.Width;
        double half = Math.Sqrt(0.5);
        double output = half * (isReadout ? 1.0 / hidden : Factor(hidden)), skip = half * (isReadout ? 1.0 / inputs : Factor(inputs));
        string inner = _twin.Silu(_twin.Linear(x, rows, module + ".linear1", (float)Factor(inputs)));
        return _twin.Node(
            "Add", _twin.Linear(inner, rows, module + ".linear2", (float)(output * SiluGain), (float)output), _twin.Linear(x, rows, module + ".skip_proj", (float)skip));
    }

    private static double Factor(int inputs) => 1 / Math.Sqrt(inputs);
}
