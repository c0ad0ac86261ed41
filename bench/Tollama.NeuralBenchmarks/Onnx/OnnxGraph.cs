using System.Runtime.InteropServices;

namespace Tollama.NeuralBenchmarks.Onnx;

/// <summary>An ONNX model that is put together node by node.</summary>
/// <remarks>The numbers are those of the fields in onnx.proto (IR version 10, operator set 21).</remarks>
internal sealed class OnnxGraph
{
    private const int FloatType = 1, Int64Type = 7, IsExternal = 1;
    private const string RuntimeDomain = "com.microsoft";
    private const int FloatAttribute = 1, IntegerAttribute = 2, IntegersAttribute = 7;

    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "graph");
    private readonly Dictionary<string, GraphConstant> _constants = [];
    private readonly List<GraphNode> _nodes = [];
    private int _names;

    /// <summary>The constants, by name.</summary>
    public IReadOnlyDictionary<string, GraphConstant> Constants => _constants;

    /// <summary>The nodes, each after those whose outputs it takes.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The name of the input.</summary>
    public string InputName { get; private set; } = "";

    /// <summary>The name of the output.</summary>
    public string OutputName { get; private set; } = "";

    /// <summary>A constant tensor.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Initializer(FloatType, MemoryMarshal.AsBytes(values), new GraphConstant(shape.ToArray()) { Numbers = values.ToArray() });

    /// <summary>A constant tensor of integers, as shapes and axes are.</summary>
    public string Constant(ReadOnlySpan<long> values, params ReadOnlySpan<long> shape) =>
        Initializer(Int64Type, MemoryMarshal.AsBytes(values), new GraphConstant(shape.ToArray()) { Integers = values.ToArray() });

    /// <summary>An input of the model.</summary>
    public string Input(string name, params ReadOnlySpan<long> shape)
    {
        _graph.Message(11, ValueInfo(name, shape));
        return InputName = name;
    }

    /// <summary>Makes a value an output of the model.</summary>
    public void Output(string name, params ReadOnlySpan<long> shape)
    {
        _graph.Message(12, ValueInfo(name, shape));
        OutputName = name;
    }

    /// <summary>A constant tensor whose values lie in a file beside the model.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="offset">Where in the file the values begin.</param>
    /// <param name="shape">The shape.</param>
    public string External(string file, long offset, params ReadOnlySpan<long> shape)
    {
        long bytes = sizeof(float);
        foreach (long size in shape)
        {
            bytes *= size;
        }

        string name = NewName();
        ProtobufWriter tensor = Dimensions(shape).Integer(2, FloatType).Text(8, name);
        foreach ((string key, string value) in new[] { ("location", file), ("offset", $"{offset}"), ("length", $"{bytes}") })
        {
            tensor.Message(13, new ProtobufWriter().Text(1, key).Text(2, value));
        }

        _graph.Message(5, tensor.Integer(14, IsExternal));
        _constants[name] = new GraphConstant(shape.ToArray()) { File = file, Offset = offset };
        return name;
    }

    /// <summary>A node with one output.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">The names of its inputs; an empty one is left out.</param>
    /// <param name="attributes">Its attributes: <see langword="float"/>, <see langword="long"/> or an array of <see langword="long"/>.</param>
    /// <returns>The name of the output.</returns>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Node("", operation, inputs, attributes);

    /// <summary>A node of an operator that only ONNX Runtime has.</summary>
    /// <inheritdoc cref="Node(string, string[], ReadOnlySpan{ValueTuple{string, object}})" path="/param"/>
    /// <returns>The name of the output.</returns>
    public string RuntimeNode(string operation, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Node(RuntimeDomain, operation, inputs, attributes);

    /// <summary>The model as the bytes of an .onnx file.</summary>
    public byte[] ToBytes() =>
        new ProtobufWriter().Integer(1, 10).Message(7, _graph)
            .Message(8, new ProtobufWriter().Text(1, "").Integer(2, 21))
            .Message(8, new ProtobufWriter().Text(1, RuntimeDomain).Integer(2, 1)).ToArray();

    private string Node(string domain, string operation, string[] inputs, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        string output = NewName();
        Dictionary<string, object> known = [];
        ProtobufWriter node = new();
        Array.ForEach(inputs, input => node.Text(1, input));
        node.Text(2, output).Text(4, operation).Text(7, domain);
        foreach ((string name, object value) in attributes)
        {
            node.Message(5, Attribute(name, value));
            known[name] = value;
        }

        _graph.Message(1, node);
        _nodes.Add(new GraphNode(operation, inputs, output, known));
        return output;
    }

    private static ProtobufWriter Attribute(string name, object value)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        switch (value)
        {
            case float number: return attribute.Float(2, number).Integer(20, FloatAttribute);
            case long number: return attribute.Integer(3, number).Integer(20, IntegerAttribute);
            case long[] numbers:
                Array.ForEach(numbers, number => attribute.Integer(8, number));
                return attribute.Integer(20, IntegersAttribute);
            default: throw new ArgumentException($"No attribute can be a {value.GetType()}.", nameof(value));
        }
    }

    private static ProtobufWriter ValueInfo(string name, ReadOnlySpan<long> shape)
    {
        ProtobufWriter dimensions = new();
        foreach (long size in shape)
        {
            dimensions.Message(1, new ProtobufWriter().Integer(1, size));
        }

        ProtobufWriter tensor = new ProtobufWriter().Integer(1, FloatType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private string Initializer(int type, ReadOnlySpan<byte> bytes, GraphConstant constant)
    {
        string name = NewName();
        _graph.Message(5, Dimensions(constant.Shape).Integer(2, type).Text(8, name).Bytes(9, bytes));
        _constants[name] = constant;
        return name;
    }

    private static ProtobufWriter Dimensions(ReadOnlySpan<long> shape)
    {
        ProtobufWriter tensor = new();
        foreach (long size in shape)
        {
            tensor.Integer(1, size);
        }

        return tensor;
    }

    private string NewName() => $"v{++_names}";
}
