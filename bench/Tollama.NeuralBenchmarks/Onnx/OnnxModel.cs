using Microsoft.ML.OnnxRuntime;

namespace Tollama.NeuralBenchmarks.Onnx;

/// <summary>A model in ONNX Runtime, with one input and one output that stay in place.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    /// <summary>Loads a model from memory.</summary>
    /// <param name="model">The bytes of the model.</param>
    /// <param name="input">The values of its input, which may change between runs.</param>
    /// <param name="inputShape">Their shape.</param>
    /// <param name="output">Where the values of its output go.</param>
    /// <param name="outputShape">Their shape.</param>
    /// <param name="threads">How many threads compute.</param>
    public OnnxModel(byte[] model, float[] input, long[] inputShape, float[] output, long[] outputShape, int threads)
        : this(Session(options => new InferenceSession(model, options), threads), input, inputShape, output, outputShape)
    {
    }

    /// <summary>Loads a model from a file; what is not in it lies beside it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">The values of its input, which may change between runs.</param>
    /// <param name="inputShape">Their shape.</param>
    /// <param name="output">Where the values of its output go.</param>
    /// <param name="outputShape">Their shape.</param>
    /// <param name="threads">How many threads compute.</param>
    public OnnxModel(string path, float[] input, long[] inputShape, float[] output, long[] outputShape, int threads)
        : this(Session(options => new InferenceSession(path, options), threads), input, inputShape, output, outputShape)
    {
    }

    private OnnxModel(InferenceSession session, float[] input, long[] inputShape, float[] output, long[] outputShape)
    {
        _session = session;
        _binding = _session.CreateIoBinding();
        _input = OrtValue.CreateTensorValueFromMemory(input, inputShape);
        _output = OrtValue.CreateTensorValueFromMemory(output, outputShape);
        _binding.BindInput(_session.InputNames[0], _input);
        _binding.BindOutput(_session.OutputNames[0], _output);
    }

    public static string Version => OrtEnv.Instance().GetVersionString();

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static InferenceSession Session(Func<SessionOptions, InferenceSession> open, int threads)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = threads, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };

        // Its threads wait for work in a loop, as it does by default, but not into the turn of the other side.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        return open(options);
    }
}
