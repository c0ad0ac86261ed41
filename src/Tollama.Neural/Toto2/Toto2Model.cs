using System.Text.Json;
using Tollama.Core.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>Toto 2.0: a decoder over patches in unit scale, whose layers look along time or across variates.</summary>
/// <remarks>Source: <c>toto2/model.py</c> of the repository DataDog/toto.</remarks>
public sealed class Toto2Model : NeuralModel
{
    private readonly Toto2Config _config;
    private readonly Toto2Forecaster _forecaster;

    private Toto2Model(Toto2Config config, Toto2Forecaster forecaster, ModelWeights weights, JsonElement? defaults)
        : base(config.Architecture, weights, defaults)
    {
        _config = config;
        _forecaster = forecaster;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="files">Its <c>config.json</c> and its weights, in one file or several.</param>
    /// <param name="options">Options that hold where a task has none of its own.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="Core.Errors.TollamaException">The files are not those of a Toto 2.0 model.</exception>
    public static Toto2Model Load(ModelFiles files, JsonElement? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        Toto2Config config = Toto2Config.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, cancellationToken);
        Toto2Settings settings = new() { BlockPatches = config.MaxHorizon / config.PatchLength };
        return new Toto2Model(config, new Toto2Forecaster(config, new Toto2Network(config, weights), settings), weights, options);
    }

    /// <summary>Forecasts several targets together, so that each can learn from the others.</summary>
    /// <param name="targets">The values of each target, oldest first, all ending at the same time; NaN marks a missing one. As many values each.</param>
    /// <param name="horizon">How many steps past the end to forecast; at least 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>For each target and each of the model's quantile levels <paramref name="horizon"/> values.</returns>
    public double[][][] ForecastTogether(IReadOnlyList<double[]> targets, int horizon, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targets.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        int length = targets.Max(target => target.Length);
        Toto2Row[] rows =
            [.. targets.Select(target => Toto2Row.Of([.. Enumerable.Repeat(double.NaN, length - target.Length), .. target], _config.PatchLength, group: 0))];
        return InPass(Workers, pass => _forecaster.Forecast(pass, rows, horizon), cancellationToken);
    }

    private protected override ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader) =>
        new Toto2Batch(_config, _forecaster, task.Horizon, options);
}
