using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>
/// Chronos-2: an encoder that looks along time and across the series of a group, with covariates of the past and of the future.
/// </summary>
/// <remarks>
/// Source: <c>chronos2</c> of the repository amazon-science/chronos-forecasting, and Ansari et al., Chronos-2: From Univariate to Universal
/// Forecasting (2025). Options <c>joint</c>, the series of a request are one series of several variates, and <c>cross_learning</c>, they
/// look at each other in hundreds; false by default, because then a forecast depends on its neighbours.
/// </remarks>
public sealed class Chronos2Model : NeuralModel
{
    private readonly Chronos2Config _config;
    private readonly Chronos2Forecaster _forecaster;

    private Chronos2Model(Chronos2Config config, Chronos2Forecaster forecaster, ModelWeights weights, JsonElement? defaults)
        : base(config.Architecture, weights, defaults)
    {
        _config = config;
        _forecaster = forecaster;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="files">
    /// Its <c>config.json</c> and <c>model.safetensors</c>; with an adapter also <c>adapter_config.json</c> and
    /// <c>adapter_model.safetensors</c>.
    /// </param>
    /// <param name="options">Options that hold where a task has none of its own.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="Core.Errors.TollamaException">The files are not those of a Chronos-2 model.</exception>
    public static Chronos2Model Load(ModelFiles files, JsonElement? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        Chronos2Config config = Chronos2Config.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, cancellationToken);
        Chronos2Forecaster forecaster = new(config, new Chronos2Network(config, weights));
        return new Chronos2Model(config, forecaster, weights, options);
    }

    /// <summary>Forecasts several targets together, so that each can learn from the others.</summary>
    /// <param name="targets">The values of each target, oldest first, all ending at the same time; NaN marks a missing one.</param>
    /// <param name="horizon">How many steps past the end to forecast; at least 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>
    /// For each target and each of the model's quantile levels, <paramref name="horizon"/> values, as the network says them: they may
    /// cross.
    /// </returns>
    public double[][][] ForecastTogether(IReadOnlyList<double[]> targets, int horizon, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targets.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        Chronos2Row[] rows = [.. targets.Select(target => new Chronos2Row(target, [], Group: 0))];
        return InPass(Workers, pass => _forecaster.Forecast(pass, rows, horizon), cancellationToken);
    }

    private protected override ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader) =>
        new Chronos2Batch(_config, _forecaster, task.Horizon, options, SeriesGrouping.Read(reader, task));
}
