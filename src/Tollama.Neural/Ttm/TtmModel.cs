using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>TinyTimeMixer, releases r1 and r2: very small networks without attention that forecast points.</summary>
/// <remarks>
/// Source: <c>tinytimemixer</c> of the repository ibm-granite/granite-tsfm, and Ekambaram et al., Tiny Time Mixers (2024). The quantiles
/// are not the model's: they are normal, spread by its errors at earlier origins of the same series. Without fine-tuning it is often less
/// accurate than a seasonal naive forecast. Option <c>preparation</c>: <c>evaluation</c>, the default, fills gaps and short histories as the makers' published
/// evaluations do it, <c>pipeline</c> as their pipeline does it.
/// </remarks>
public sealed class TtmModel : NeuralModel
{
    private readonly TtmConfig _config;
    private readonly TtmForecaster _forecaster;

    private TtmModel(TtmConfig config, TtmForecaster forecaster, ModelWeights weights, JsonElement? defaults)
        : base(config.Architecture, weights, defaults)
    {
        _config = config;
        _forecaster = forecaster;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="files">Its <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">Options that hold where a task has none of its own.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="Core.Errors.TollamaException">The files are not those of a TinyTimeMixer model.</exception>
    public static TtmModel Load(ModelFiles files, JsonElement? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        TtmConfig config = TtmConfig.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, cancellationToken);
        TtmForecaster forecaster = new(config, new TtmNetwork(config, weights));
        return new TtmModel(config, forecaster, weights, options);
    }

    private protected override ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader) =>
        new TtmBatch(_config, _forecaster, task, options, reader.Choice("preparation", "evaluation", "pipeline") == "pipeline");
}
