using Tollama.NeuralBenchmarks.Models;
using Tollama.NeuralBenchmarks.Onnx;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>The layers of the networks as ONNX Runtime computes them fastest. Tokens are the rows of a matrix throughout.</summary>
internal sealed class TwinGraph(WeightsFile weights)
{
    private const float Epsilon = 1e-6f;

    private readonly OnnxGraph _graph = new();

    /// <summary>The multiplications and additions of the matrix products so far.</summary>
    public long Operations { get; private set; }

    public OnnxGraph Graph => _graph;

    /// <summary>A node of one of the operators of ONNX.</summary>
    public string Node(string operation, params string[] inputs) => _graph.Node(operation, inputs);

    public string Scalar(float value) => _graph.Constant([value]);

    /// <summary>A tensor of the weights, or some of its rows.</summary>
    public string Weight(string tensor, long firstRow = 0, long rows = 0)
    {
        long[] shape = [.. weights.Shape(tensor)!];
        shape[0] = rows == 0 ? shape[0] : rows;
        return _graph.External(weights.Name, weights.Offset(tensor, firstRow), shape);
    }

    public string Reshape(string x, params long[] shape) => Node("Reshape", x, _graph.Constant(shape, shape.Length));

    public string Concat(long axis, params string[] parts) => _graph.Node("Concat", parts, ("axis", axis));

    public string Mean(string x, long axis) => _graph.Node("ReduceMean", [x, _graph.Constant([axis], 1)]);

    /// <summary>A part of a tensor along an axis.</summary>
    public string Slice(string x, long axis, long begin, long end) =>
        Node("Slice", x, _graph.Constant([begin], 1), _graph.Constant([end], 1), _graph.Constant([axis], 1));

    /// <summary><c>scale * (W x + b)</c> for each row.</summary>
    public string Linear(string x, long rows, string module, float scale = 1, float? biasScale = null)
    {
        string[] bias = weights.Shape(module + ".bias") is null ? [] : [Weight(module + ".bias")];
        return Product(x, rows, Weight(module + ".weight"), [.. weights.Shape(module + ".weight")!], bias, scale, biasScale ?? scale);
    }

    /// <summary>Some outputs of a linear layer.</summary>
    public string Part(string x, long rows, string module, long firstOutput, long outputs, float scale = 1)
    {
        string[] bias = weights.Shape(module + ".bias") is null ? [] : [Weight(module + ".bias", firstOutput, outputs)];
        long inputs = weights.Shape(module + ".weight")![1];
        return Product(x, rows, Weight(module + ".weight", firstOutput, outputs), [outputs, inputs], bias, scale, scale);
    }

    /// <summary>The norm of T5 and of Llama, over the last axis.</summary>
    public string RmsNorm(string x, string weight, float epsilon = Epsilon) =>
        _graph.Node("SimplifiedLayerNormalization", [x, weight], ("axis", -1L), ("epsilon", epsilon), ("stash_type", 1L));

    /// <summary>A residual block of three linear layers.</summary>
    public string ResidualBlock(string x, long rows, string module, Func<string, string> activation) => Node(
        "Add",
        Linear(activation(Linear(x, rows, module + ".hidden_layer")), rows, module + ".output_layer"),
        Linear(x, rows, module + ".residual_layer"));

    public string Relu(string x) => Node("Relu", x);

    public string Silu(string x) => _graph.RuntimeNode("QuickGelu", [x], ("alpha", 1f));

    /// <summary>Attention of all heads; all tensors have a token in each row.</summary>
    /// <param name="q">The queries.</param>
    /// <param name="k">The keys.</param>
    /// <param name="v">The values.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="scale">What scores are multiplied with.</param>
    /// <param name="bias">What is added to the scores, or empty.</param>
    /// <param name="causal">True if no query sees a key after it.</param>
    public string Attend(string q, string k, string v, AttentionSizes shape, float scale, string bias = "", bool causal = false)
    {
        (long series, long queries, long keys, long heads, long size) = shape;
        long width = heads * size;
        Operations += 4 * series * heads * size * (causal ? queries * (queries + 1) / 2 : queries * keys);
        string mixed = _graph.RuntimeNode(
            "MultiHeadAttention",
            [Reshape(q, series, queries, width), Reshape(k, series, keys, width), Reshape(v, series, keys, width), "", "", bias],
            ("num_heads", heads), ("scale", scale), ("unidirectional", causal ? 1L : 0L));
        return Reshape(mixed, series * queries, width);
    }

    /// <summary>Declares the output.</summary>
    public Twin Finish(string output, bool levelsLast, params long[] shape)
    {
        _graph.Output(output, shape);
        return new Twin(_graph, shape, levelsLast, Operations);
    }

    private string Product(string x, long rows, string weight, long[] shape, string[] bias, float scale, float biasScale)
    {
        Operations += 2 * rows * shape[0] * shape[1];
        return _graph.Node("Gemm", [x, weight, .. bias], ("transB", 1L), ("alpha", scale), ("beta", biasScale));
    }
}
