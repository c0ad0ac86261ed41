using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>Chronos-Bolt: patches of one series through the encoder and the decoder of T5, all quantiles of all steps at once.</summary>
/// <remarks>
/// Source: <c>chronos_bolt.py</c> of the repository amazon-science/chronos-forecasting, and Ansari et al., Chronos: Learning the Language
/// of Time Series (2024).
/// </remarks>
public sealed class ChronosBoltModel : NeuralModel
{
    private readonly ChronosBoltConfig _config;
    private readonly ChronosBoltNetwork _network;

    private ChronosBoltModel(ChronosBoltConfig config, ChronosBoltNetwork network, ModelWeights weights, JsonElement? defaults)
        : base(config.Architecture, weights, defaults)
    {
        _config = config;
        _network = network;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="files">Its <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">Options that hold where a task has none of its own.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="Core.Errors.TollamaException">The files are not those of a Chronos-Bolt model.</exception>
    public static ChronosBoltModel Load(ModelFiles files, JsonElement? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ChronosBoltConfig config = ChronosBoltConfig.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, cancellationToken);
        ChronosBoltNetwork network = new(config, weights);
        return new ChronosBoltModel(config, network, weights, options);
    }

    private protected override ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader) =>
        new ChronosBoltBatch(_config, _network, task.Horizon, options, reader.Choice("roll_out", "paths", "median") == "median");
}
