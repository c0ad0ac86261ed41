using Tollama.Catalog.Architectures;
using Tollama.NeuralBenchmarks.Models;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>Chronos-Bolt as an ONNX graph: encoder, and the decoder for its one token.</summary>
internal sealed class ChronosBoltTwin(ChronosBoltConfig config, WeightsFile weights, int series, int context)
{
    private readonly TwinGraph _twin = new(weights);
    private readonly long _patches = context / config.PatchLength;

    private long Tokens => _patches + 1;

    public Twin Build()
    {
        string x = _twin.Graph.Input("x", series, context);
        string mean = _twin.Mean(x, 1);
        string centred = _twin.Node("Sub", x, mean);
        string spread = _twin.Node("Sqrt", _twin.Mean(_twin.Node("Mul", centred, centred), 1));
        string encoded = Encode(Embed(_twin.Node("Div", centred, spread)));
        string outputs = _twin.ResidualBlock(Decode(encoded), series, "output_patch_embedding", _twin.Relu);
        long levels = config.QuantileLevels.Count;
        string scaled = _twin.Node("Add", _twin.Node("Mul", outputs, spread), mean);
        return _twin.Finish(_twin.Reshape(scaled, series, levels, config.PredictionLength), levelsLast: false, series, levels, config.PredictionLength);
    }

    private string Embed(string scaled)
    {
        long rows = series * _patches;
        float[] observed = new float[rows * config.PatchLength];
        Array.Fill(observed, 1);
        string input = _twin.Concat(1, _twin.Reshape(scaled, rows, config.PatchLength), _twin.Graph.Constant(observed, rows, config.PatchLength));
        string tokens = _twin.ResidualBlock(input, rows, "input_patch_embedding", _twin.Relu);
        string all = _twin.Concat(1, _twin.Reshape(tokens, series, _patches, config.Width), Repeated(config.RegisterToken));
        return _twin.Reshape(all, series * Tokens, config.Width);
    }

    /// <summary>A learned token for each series.</summary>
    private string Repeated(int token) => _twin.Node(
        "Expand", _twin.Reshape(_twin.Weight("shared.weight", token, 1), 1, 1, config.Width), _twin.Graph.Constant([series, 1, config.Width], 3));

    private string Encode(string x)
    {
        string bias = Bias();
        AttentionSizes sizes = new(series, Tokens, Tokens, config.Heads, config.HeadSize);
        for (int layer = 0; layer < config.EncoderLayers; layer++)
        {
            string block = $"encoder.block.{layer}.layer.";
            string attention = block + "0.SelfAttention.";
            string normed = _twin.RmsNorm(x, _twin.Weight(block + "0.layer_norm.weight"));
            string mixed = _twin.Attend(
                Project(normed, attention + "q"), Project(normed, attention + "k"), Project(normed, attention + "v"), sizes, scale: 1, bias);
            x = _twin.Node("Add", x, Project(mixed, attention + "o"));
            x = FeedForward(x, series * Tokens, block + "1.");
        }

        return _twin.RmsNorm(x, _twin.Weight("encoder.final_layer_norm.weight"));
    }

    private string Decode(string encoded)
    {
        string y = _twin.Reshape(Repeated(config.StartToken), series, config.Width);
        AttentionSizes sizes = new(series, 1, Tokens, config.Heads, config.HeadSize);
        for (int layer = 0; layer < config.DecoderLayers; layer++)
        {
            string block = $"decoder.block.{layer}.layer.";
            string normed = _twin.RmsNorm(y, _twin.Weight(block + "0.layer_norm.weight"));
            string values = _twin.Linear(normed, series, block + "0.SelfAttention.v");
            y = _twin.Node("Add", y, _twin.Linear(values, series, block + "0.SelfAttention.o"));

            string cross = block + "1.EncDecAttention.";
            string query = _twin.Linear(_twin.RmsNorm(y, _twin.Weight(block + "1.layer_norm.weight")), series, cross + "q");
            string mixed = _twin.Attend(query, Project(encoded, cross + "k"), Project(encoded, cross + "v"), sizes, scale: 1);
            y = _twin.Node("Add", y, _twin.Linear(mixed, series, cross + "o"));
            y = FeedForward(y, series, block + "2.");
        }

        return _twin.RmsNorm(y, _twin.Weight("decoder.final_layer_norm.weight"));
    }

    private string Project(string x, string module) => _twin.Linear(x, series * Tokens, module);

    private string FeedForward(string x, long rows, string block)
    {
        string normed = _twin.RmsNorm(x, _twin.Weight(block + "layer_norm.weight"));
        string hidden = _twin.Relu(_twin.Linear(normed, rows, block + "DenseReluDense.wi"));
        return _twin.Node("Add", x, _twin.Linear(hidden, rows, block + "DenseReluDense.wo"));
    }

    /// <summary>The biases of all heads for all pairs of tokens.</summary>
    private string Bias()
    {
        float[] table = weights.Values("encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight");
        int tokens = (int)Tokens;
        float[] biases = new float[config.Heads * tokens * tokens];
        for (int i = 0; i < biases.Length; i++)
        {
            (int head, int query, int key) = (i / tokens / tokens, i / tokens % tokens, i % tokens);
            biases[i] = table[(Bucket(key - query) * config.Heads) + head];
        }

        return _twin.Graph.Constant(biases, 1, config.Heads, tokens, tokens);
    }

    private int Bucket(int distance)
    {
        int half = config.BucketCount / 2, exact = half / 2, magnitude = Math.Abs(distance);
        float far = MathF.Log((float)magnitude / exact) / MathF.Log((float)config.MaxDistance / exact) * (half - exact);
        return (distance > 0 ? half : 0) + (magnitude < exact ? magnitude : Math.Min(half - 1, exact + (int)far));
    }
}
