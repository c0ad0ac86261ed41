using System.Runtime.InteropServices;
using Tollama.NeuralBenchmarks.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Tollama.NeuralBenchmarks.Torch;

/// <summary>A twin in libtorch, the library under PyTorch: node after node, as eager PyTorch would run it; it is not what the makers' packages run.</summary>
internal sealed class TorchModel : IDisposable
{
    private readonly OnnxGraph _graph;
    private readonly TorchOperators _operators;
    private readonly Dictionary<string, Tensor> _values = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly float[] _output;

    /// <summary>Reads the weights, and computes what does not depend on the input.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="folder">Where the files of its weights are.</param>
    /// <param name="input">The values of its input.</param>
    /// <param name="inputShape">Their shape.</param>
    /// <param name="output">Where the values of its output go.</param>
    /// <exception cref="DllNotFoundException">libtorch is not beside the program, or this system cannot load it.</exception>
    public TorchModel(OnnxGraph graph, string folder, float[] input, long[] inputShape, float[] output)
    {
        set_num_threads(1);
        (_graph, _output, _operators) = (graph, output, new TorchOperators(graph.Constants));
        using IDisposable mode = inference_mode(mode: true);
        foreach ((string name, GraphConstant constant) in graph.Constants)
        {
            _values[name] = constant.Integers is { } integers ? tensor(integers) : tensor(Numbers(constant, folder)).reshape(constant.Shape);
        }

        foreach (GraphNode node in graph.Nodes)
        {
            if (node.Inputs.All(name => name.Length == 0 || _values.ContainsKey(name)))
            {
                _values[node.Output] = Compute(node);
            }
            else
            {
                _nodes.Add(node);
            }
        }

        _values[graph.InputName] = tensor(input).reshape(inputShape);
    }

    public static string Version => torch.__version__;

    public void Run()
    {
        using IDisposable mode = inference_mode(mode: true);
        using DisposeScope scope = NewDisposeScope();
        foreach (GraphNode node in _nodes)
        {
            _values[node.Output] = Compute(node);
        }

        _values[_graph.OutputName].contiguous().data<float>().CopyTo(_output);
    }

    public void Dispose()
    {
        foreach (Tensor value in _values.Values)
        {
            value.Dispose();
        }
    }

    private Tensor Compute(GraphNode node) => _operators.Compute(node, [.. node.Inputs.Select(name => name.Length == 0 ? null! : _values[name])]);

    private static float[] Numbers(GraphConstant constant, string folder)
    {
        if (constant.Numbers is { } known)
        {
            return known;
        }

        float[] values = new float[constant.Shape.Aggregate((product, size) => product * size)];
        using FileStream file = File.OpenRead(Path.Combine(folder, constant.File!));
        file.Seek(constant.Offset, SeekOrigin.Begin);
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
