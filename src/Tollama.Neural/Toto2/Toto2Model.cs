using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>Toto 2.0: a decoder that looks along time and across variates, all quantiles of up to 768 steps at once.</summary>
/// <remarks>
/// Source: <c>toto2/model.py</c> of the repository DataDog/toto. Options <c>joint</c>, the series of a request are one series of several
/// variates, and <c>cross_learning</c>, they look at each other in hundreds; false by default, because then a forecast depends on its
/// neighbours. Option <c>observe_padding</c>: a series shorter than a patch is filled up with zeros that count as observed, as the makers' wrapper for GluonTS
/// does it; false by default, as <c>Toto2Model.forecast</c> has it from a caller who masks what he pads.
/// </remarks>
public sealed class Toto2Model : NeuralModel
{
    /// <summary>The first patches take the scale of the first so many observed values, as in the makers' own evaluations.</summary>
    private const int FewestObserved = 8;

    private readonly Toto2Config _config;
    private readonly Toto2Forecaster _forecaster;

    private Toto2Model(Toto2Config config, Toto2Forecaster forecaster, ModelWeights weights, JsonElement? defaults)
        : base(config.Architecture, weights, defaults)
    {
        _config = config;
        _forecaster = forecaster;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="files">Its <c>config.json</c> and its weights, one <c>.safetensors</c> file or several.</param>
    /// <param name="options">Options that hold where a task has none of its own.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="Core.Errors.TollamaException">The files are not those of a Toto 2.0 model.</exception>
    public static Toto2Model Load(ModelFiles files, JsonElement? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        Toto2Config config = Toto2Config.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, cancellationToken);
        Toto2Forecaster forecaster = new(config, new Toto2Network(config, weights, FewestObserved), config.MaxHorizon);
        return new Toto2Model(config, forecaster, weights, options);
    }

    /// <summary>Forecasts several targets together, so that each can learn from the others and from covariates.</summary>
    /// <param name="targets">The values of each target, oldest first, all ending at the same time; NaN marks a missing one.</param>
    /// <param name="horizon">How many steps past the end to forecast; at least 1.</param>
    /// <param name="covariates">
    /// Series whose future is known: as many values of the past as the targets', and <paramref name="horizon"/> more; none by default.
    /// </param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>
    /// For each target and each of the model's quantile levels, <paramref name="horizon"/> values, as the network says them: they may
    /// cross.
    /// </returns>
    public double[][][] ForecastTogether(
        IReadOnlyList<double[]> targets, int horizon, IReadOnlyList<double[]>? covariates = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targets.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (targets.FirstOrDefault(target => Array.TrueForAll(target, double.IsNaN)) is not null)
        {
            throw new ArgumentException("A target has no observed value.", nameof(targets));
        }

        if (covariates?.FirstOrDefault(covariate => covariate.Length < horizon) is { } tooShort)
        {
            throw new ArgumentException($"A covariate has {tooShort.Length} values, which is less than the horizon, {horizon}.", nameof(covariates));
        }

        int[] exponents = [.. targets.Select(target => BinaryScale.ExponentFor(target))];
        Toto2Row[] rows =
        [
            .. targets.Zip(exponents, (target, exponent) => Toto2Row.Target(BinaryScale.Apply(target, exponent), _config.PatchLength, group: 0)),
            .. (covariates ?? []).Select(values => BinaryScale.Apply(values, BinaryScale.ExponentFor(values)))
                .Select(values => new Toto2Row(values[..^horizon], values[^horizon..], Group: 0)),
        ];
        double[][][] forecasts = InPass(Workers, pass => _forecaster.Forecast(pass, rows, horizon), cancellationToken);
        return [.. exponents.Select((exponent, target) => forecasts[target].Select(row => BinaryScale.Apply(row, -exponent)).ToArray())];
    }

    private protected override ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader) =>
        new Toto2Batch(_config, _forecaster, task.Horizon, options, SeriesGrouping.Read(reader, task), reader.Boolean("observe_padding") ?? false);
}
