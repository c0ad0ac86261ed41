using Tollama.NeuralBenchmarks.Twins;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>A model as its makers released it, all but the values of the weights.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Config">The content of its <c>config.json</c>.</param>
/// <param name="Contexts">The contexts that are measured, in values.</param>
/// <param name="Horizon">The steps that are forecast.</param>
/// <param name="Twin">Builds the same network as an ONNX graph, for a number of series and a context.</param>
internal sealed record ReleasedModel(string Name, string Config, int[] Contexts, int Horizon, Func<WeightsFile, int, int, Twin> Twin);
