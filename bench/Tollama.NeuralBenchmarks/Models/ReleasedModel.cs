using System.Text;
using Tollama.Catalog.Architectures;
using Tollama.NeuralBenchmarks.Twins;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>A model as its makers released it, all but the values of the weights.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Config">The content of its <c>config.json</c>.</param>
/// <param name="Contexts">The contexts that are measured, in values.</param>
/// <param name="Horizon">The steps that are forecast.</param>
/// <param name="Twin">Builds the same network as an ONNX graph, for a number of series and a context.</param>
internal sealed record ReleasedModel(string Name, string Config, int[] Contexts, int Horizon, Func<WeightsFile, int, int, Twin> Twin)
{
    /// <summary>What the configuration asks for.</summary>
    public ModelArchitecture Architecture => ModelArchitecture.Recognize(Encoding.UTF8.GetBytes(Config));

    /// <summary>Writes the files of the model into a folder that has none of them.</summary>
    public WeightsFile Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), Config);
        return WeightsFile.Write(Path.Combine(folder, "model.safetensors"), Architecture);
    }
}
