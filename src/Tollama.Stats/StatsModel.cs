using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Kernels;

namespace Tollama.Stats;

/// <summary>A classical method as a model of a runner: many series at once, on all cores.</summary>
/// <remarks>Each series is fitted alone, so its numbers depend neither on its neighbours nor on the number of threads; a network is asked about all of them first.</remarks>
internal sealed class StatsModel : IForecastModel
{
    private readonly ModelDefinition _definition;
    private readonly StatsResources _resources;
    private readonly JsonElement? _defaults;
    private readonly int? _maxThreads;

    /// <summary>Makes the model; the defaults are checked here, once.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="resources">What the family was handed.</param>
    /// <param name="defaults">The options of its manifest, which those of a request override.</param>
    /// <param name="maxThreads">How many series at once; as many as the process has <see cref="Workers"/> by default.</param>
    public StatsModel(ModelDefinition definition, StatsResources resources, JsonElement? defaults = null, int? maxThreads = null)
    {
        _definition = definition;
        _resources = resources;
        _defaults = defaults;
        _maxThreads = maxThreads;
        Traits = new ModelTraits { Covariates = CovariateUse.None with { Future = Configure(null).Method is RegressionModel } };
    }

    /// <inheritdoc />
    public ModelTraits Traits { get; }

    /// <inheritdoc />
    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        SeriesForecaster forecaster = Configure(task);
        ParallelOptions parallel = new()
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = _maxThreads ?? Workers.Current.Threads,
        };
        NetworkRound? network = NetworkRound.Of(forecaster, task.Series, parallel);
        SeriesOutcome[] outcomes = new SeriesOutcome[task.Series.Count];
        int completed = 0;

        void ForecastOne(int index)
        {
            outcomes[index] = forecaster.Forecast(task.Series[index], network?.VoiceOf(index), cancellationToken);
            progress?.Report(Interlocked.Increment(ref completed));
        }

        if (outcomes.Length == 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ForecastOne(0);
        }
        else
        {
            Parallel.For(0, outcomes.Length, parallel, ForecastOne);
        }

        network?.Warn(outcomes);
        return outcomes;
    }

    private SeriesForecaster Configure(ForecastTask? task)
    {
        OptionReader reader = new(_definition.Name, task?.Options, _defaults);
        StatsOptions options = StatsOptions.Read(reader);
        UnivariateModel method = _definition.Create(reader, _resources);
        options = options.WithResiduals(reader, method);
        reader.RefuseOthers();
        return new SeriesForecaster(
            method, options, task?.Horizon ?? 1, [.. task?.QuantileLevels ?? []], task?.WantsErrorWeights ?? false, new Insights(task?.Include ?? []));
    }
}
