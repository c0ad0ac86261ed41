using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>TimesFM 2.5: a causal decoder over patches, with a head for the next steps and one for quantiles far ahead.</summary>
/// <remarks>
/// Source: <c>timesfm_2p5</c> of the repository google-research/timesfm, and Das et al., A Decoder-Only Foundation Model for Time-Series
/// Forecasting (2024). The point forecast is the median, as its makers use it. Where the history has no negative value, the forecast has
/// none. Options, named as its makers name them: <c>normalize_inputs</c>, <c>use_continuous_quantile_head</c> and
/// <c>force_flip_invariance</c>, true by default (false for the last halves the time); <c>raw_quantiles</c> and <c>non_negative</c> stand
/// for <c>fix_quantile_crossing</c> and <c>infer_is_positive</c>. <c>normalization_window</c>: the length to which a history is thought to
/// be filled up with zeros when it is normalised, which the makers' program does up to its <c>max_context</c>; none by default.
/// </remarks>
public sealed class TimesFmModel : NeuralModel
{
    private readonly TimesFmConfig _config;
    private readonly TimesFmNetwork _network;

    private TimesFmModel(TimesFmConfig config, TimesFmNetwork network, ModelWeights weights, JsonElement? defaults)
        : base(config.Architecture, weights, defaults)
    {
        _config = config;
        _network = network;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="files">Its <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">Options that hold where a task has none of its own.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="Core.Errors.TollamaException">The files are not those of a TimesFM 2.5 model.</exception>
    public static TimesFmModel Load(ModelFiles files, JsonElement? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        TimesFmConfig config = TimesFmConfig.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, cancellationToken);
        TimesFmNetwork network = new(config, weights);
        return new TimesFmModel(config, network, weights, options);
    }

    private protected override ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader)
    {
        TimesFmSettings settings = new()
        {
            Normalizes = reader.Boolean("normalize_inputs") ?? true,
            UsesQuantileHead = reader.Boolean("use_continuous_quantile_head") ?? true,
            IsFlipInvariant = reader.Boolean("force_flip_invariance") ?? true,
            FixesCrossing = !options.RawQuantiles,
            Window = reader.Integer("normalization_window"),
        };
        return new TimesFmBatch(_config, new TimesFmForecaster(_config, _network, settings), task.Horizon, options);
    }
}
