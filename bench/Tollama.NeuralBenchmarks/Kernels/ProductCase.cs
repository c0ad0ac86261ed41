using Tollama.NeuralBenchmarks.Measuring;
using Tollama.NeuralBenchmarks.Onnx;
using Tollama.Numerics.Kernels;

namespace Tollama.NeuralBenchmarks.Kernels;

/// <summary>One matrix product, by each instruction set and by ONNX Runtime.</summary>
internal sealed record ProductCase(int Rows, int Inputs, int Outputs)
{
    private const int Seed = 20260101;

    /// <summary>The shapes of the results page.</summary>
    public static IReadOnlyList<ProductCase> All { get; } =
    [
        .. from rows in new[] { 1, 16, 128, 512 }
           from shape in new[] { (512, 512), (512, 2048), (768, 768), (1024, 4096), (1280, 1280) }
           select new ProductCase(rows, shape.Item1, shape.Item2),
    ];

    /// <summary>GFLOP/s of each instruction set in turn, and at last of ONNX Runtime; one thread each, by processor time.</summary>
    public double[] Measure(IReadOnlyList<KernelSet> kernelSets, double seconds)
    {
        Random random = new(Seed);
        float[] x = Values(random, Rows * Inputs), weights = Values(random, Inputs * Outputs);
        float[] y = new float[Rows * Outputs], reference = new float[Rows * Outputs];
        using PackedMatrix packed = PackedMatrix.Pack(Outputs, Inputs, weights);
        using OnnxModel onnx = new(Model(weights), x, [Rows, Inputs], reference, [Rows, Outputs], threads: 1);
        Action[] contestants =
        [
            .. kernelSets.Select(kernels => new Action(() => kernels.Multiply(x, Rows, Inputs, packed, [], Activation.None, [], y, Outputs))),
            onnx.Run,
        ];
        double[] least = Contest.Run(() => ThreadClock.Seconds, seconds, contestants);
        RequireEqual(y, reference);
        return [.. least.Select(taken => 2.0 * Rows * Inputs * Outputs / taken / 1e9)];
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static void RequireEqual(float[] found, float[] expected)
    {
        double difference = found.Zip(expected, (left, right) => Math.Abs(left - right)).Max();
        if (!(difference < 1e-3))
        {
            throw new InvalidOperationException($"The products differ by {difference}.");
        }
    }

    private byte[] Model(float[] weights)
    {
        float[] transposed = new float[weights.Length];
        for (int output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
            {
                transposed[(input * Outputs) + output] = weights[(output * Inputs) + input];
            }
        }

        OnnxGraph graph = new();
        string x = graph.Input("x", Rows, Inputs);
        graph.Output(graph.Node("MatMul", [x, graph.Constant(transposed, Inputs, Outputs)]), Rows, Outputs);
        return graph.ToBytes();
    }
}
