using Tollama.NeuralBenchmarks.Onnx;
using static TorchSharp.torch;

namespace Tollama.NeuralBenchmarks.Torch;

/// <summary>The operators of the twins as PyTorch computes them eagerly: one of its functions where it has one, else what its users write.</summary>
/// <param name="constants">The constants of the graph, for shapes and axes.</param>
internal sealed class TorchOperators(IReadOnlyDictionary<string, GraphConstant> constants)
{
    private readonly Dictionary<string, Tensor> _scaled = [];

    /// <summary>Computes one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">Its inputs; those that are left out are <see langword="null"/>.</param>
    public Tensor Compute(GraphNode node, Tensor[] x) => node.Operation switch
    {
        "Add" => x[0] + x[1],
        "Sub" => x[0] - x[1],
        "Mul" => x[0] * x[1],
        "Div" => x[0] / x[1],
        "Neg" => -x[0],
        "Sqrt" => x[0].sqrt(),
        "Sinh" => x[0].sinh(),
        "Asinh" => x[0].asinh(),
        "Relu" => nn.functional.relu(x[0]),
        "Gelu" => nn.functional.gelu(x[0]),
        "QuickGelu" => nn.functional.silu(x[0]),
        "Softmax" => nn.functional.softmax(x[0], Integer(node, "axis")),
        "Transpose" => x[0].permute((long[])node.Attributes["perm"]),
        "Reshape" => x[0].reshape(Integers(node, 1)),
        "Expand" => x[0].expand(Integers(node, 1)),
        "Concat" => cat(x, Integer(node, "axis")),
        "Slice" => x[0].narrow(Integers(node, 3)[0], Integers(node, 1)[0], Integers(node, 2)[0] - Integers(node, 1)[0]),
        "ReduceMean" => x[0].mean(Integers(node, 1), keepdim: true),
        "CumSum" => x[0].cumsum(Integers(node, 1)[0]),
        "Gather" => x[0].index_select(Integer(node, "axis"), x[1]),
        "Gemm" => nn.functional.linear(x[0], Scaled(node, 1, x[1], "alpha"), x.Length > 2 ? Scaled(node, 2, x[2], "beta") : null),
        "LayerNormalization" => nn.functional.layer_norm(x[0], [x[0].shape[^1]], x[1], x[2], Number(node, "epsilon")),
        "SimplifiedLayerNormalization" => x[0] * (x[0].square().mean([-1], keepdim: true) + Number(node, "epsilon")).rsqrt() * x[1],
        "RotaryEmbedding" => Integer(node, "interleaved") == 1 ? RotatePairs(node, x[0], x[2], x[3]) : RotateHalves(x[0], x[2], x[3]),
        "MultiHeadAttention" => Attend(node, x),
        _ => throw new NotSupportedException($"No twin had the operator {node.Operation}."),
    };

    private static Tensor RotateHalves(Tensor x, Tensor cosines, Tensor sines)
    {
        (long series, long tokens, long half) = (x.shape[0], x.shape[1], cosines.shape[1]);
        Tensor heads = x.view(series, tokens, -1, 2 * half);
        Tensor cosine = cosines.narrow(0, 0, tokens).view(1, tokens, 1, half), sine = sines.narrow(0, 0, tokens).view(1, tokens, 1, half);
        Tensor first = heads.narrow(-1, 0, half), second = heads.narrow(-1, half, half);
        return cat([(first * cosine) - (second * sine), (second * cosine) + (first * sine)], -1).view(series, tokens, -1);
    }

    private static Tensor RotatePairs(GraphNode node, Tensor x, Tensor cosines, Tensor sines)
    {
        (long series, long tokens, long half) = (x.shape[0], x.shape[1], cosines.shape[1]);
        Tensor heads = x.view(series, tokens, Integer(node, "num_heads"), -1);
        Tensor pairs = heads.narrow(-1, 0, 2 * half).reshape(series, tokens, heads.shape[2], half, 2);
        Tensor cosine = cosines.narrow(0, 0, tokens).view(1, tokens, 1, half), sine = sines.narrow(0, 0, tokens).view(1, tokens, 1, half);
        Tensor first = pairs.select(-1, 0), second = pairs.select(-1, 1);
        Tensor rotated = stack([(first * cosine) - (second * sine), (second * cosine) + (first * sine)], -1).flatten(-2);
        return cat([rotated, heads.narrow(-1, 2 * half, heads.shape[^1] - (2 * half))], -1).view(series, tokens, -1);
    }

    private static Tensor Attend(GraphNode node, Tensor[] x)
    {
        long heads = Integer(node, "num_heads");
        Tensor Heads(Tensor tokens) => tokens.view(tokens.shape[0], tokens.shape[1], heads, -1).transpose(1, 2);
        Tensor q = Heads(x[0]);
        double own = Number(node, "scale") * Math.Sqrt(q.shape[^1]);
        Tensor mixed = nn.functional.scaled_dot_product_attention(
            own == 1 ? q : q * own, Heads(x[1]), Heads(x[2]), x.Length > 5 ? x[5] : null, 0, Integer(node, "unidirectional") == 1);
        return mixed.transpose(1, 2).reshape(x[0].shape[0], x[0].shape[1], -1);
    }

    private static long Integer(GraphNode node, string attribute) => (long)node.Attributes[attribute];

    private static double Number(GraphNode node, string attribute) => (float)node.Attributes[attribute];

    private long[] Integers(GraphNode node, int input) => constants[node.Inputs[input]].Integers!;

    /// <summary>Factors of weights are multiplied in once, as a network of the makers has them in its weights.</summary>
    private Tensor Scaled(GraphNode node, int input, Tensor weights, string attribute)
    {
        if (Number(node, attribute) == 1)
        {
            return weights;
        }

        string name = $"{node.Inputs[input]} {node.Attributes[attribute]}";
        return _scaled.TryGetValue(name, out Tensor? known) ? known : _scaled[name] = (weights * Number(node, attribute)).DetachFromDisposeScope();
    }
}
