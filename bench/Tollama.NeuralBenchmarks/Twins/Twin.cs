using Tollama.NeuralBenchmarks.Onnx;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>A network as an ONNX graph: from the values of some series to the quantiles of their forecasts.</summary>
/// <param name="Graph">The graph; the weights lie in the safetensors file beside it.</param>
/// <param name="Shape">The shape of the output: series, quantile levels (1 for a point forecast), steps; the levels may come last.</param>
/// <param name="LevelsLast">True if the steps come before the levels.</param>
/// <param name="Operations">The multiplications and additions of all matrix products.</param>
internal sealed record Twin(OnnxGraph Graph, long[] Shape, bool LevelsLast, long Operations)
{
    /// <summary>The number of a value of the output.</summary>
    public int Index(int series, int level, int step)
    {
        (long levels, long steps) = LevelsLast ? (Shape[2], Shape[1]) : (Shape[1], Shape[2]);
        return (int)((series * Shape[1] * Shape[2]) + (LevelsLast ? (step * levels) + level : (level * steps) + step));
    }
}
