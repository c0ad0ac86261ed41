using System.Collections.Concurrent;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Catalog.Architectures;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>A loaded foundation model.</summary>
/// <remarks>
/// Immutable and safe to call from many threads. Series are computed together for speed, but a forecast depends neither on the other series
/// of the task nor on the number of threads, to the last bit. Memory of a pass is kept for the next.
/// </remarks>
public abstract class NeuralModel : IBatchModel, IDisposable
{
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly JsonElement? _defaults;
    private readonly IReadOnlyList<PackedMatrix> _matrices;

    private protected NeuralModel(ModelArchitecture architecture, ModelWeights weights, JsonElement? defaults)
    {
        Architecture = architecture;
        _defaults = defaults;
        _matrices = weights.Matrices;
        ModelFamily? family = Families.Find(architecture.Family);
        Traits = new ModelTraits
        {
            ContextLength = architecture.ContextLength,
            MaxHorizon = architecture.MaxHorizon,
            ResidentBytes = weights.ResidentBytes,
            Covariates = new CovariateUse(
                Past: family is { ReadsPastCovariates: true }, Future: family is { ReadsFutureCovariates: true }, Static: false),
        };
    }

    /// <summary>What the model's configuration says.</summary>
    public ModelArchitecture Architecture { get; }

    /// <inheritdoc />
    public ModelTraits Traits { get; }

    /// <summary>The threads that compute; those of the process by default.</summary>
    internal Workers Workers { get; private set; } = Workers.Current;

    /// <summary>The kernels that compute; the fastest of the machine by default.</summary>
    internal KernelSet Kernels { get; private set; } = KernelSet.Current;

    /// <summary>Forecasts series that are nothing but numbers.</summary>
    /// <param name="histories">The values of each series, oldest first; NaN marks a missing one.</param>
    /// <param name="horizon">How many steps past the end of each series to forecast; at least 1.</param>
    /// <param name="quantileLevels">The quantile levels, ascending, each in (0, 1); none by default.</param>
    /// <param name="cancellationToken">Ends the work early with <see cref="OperationCanceledException"/>.</param>
    /// <returns>One outcome per series; a series that cannot be forecast has an error in it.</returns>
    public IReadOnlyList<SeriesOutcome> Forecast(
        IReadOnlyList<double[]> histories, int horizon, IReadOnlyList<double>? quantileLevels = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ForecastTask task = new()
        {
            Panel = new Panel([.. histories.Select((values, index) => new TimeSeries { Id = FormattableString.Invariant($"{index}"), Target = values })], horizon),
            QuantileLevels = quantileLevels ?? [],
        };
        return Forecast(task, progress: null, cancellationToken);
    }

    /// <inheritdoc />
    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        (ISeriesBatch batch, NeuralOptions options) = Begin(task);
        SeriesOutcome[] outcomes = [.. task.Series.Select(series => Refuse(series, batch, options)!)];
        int[] open = [.. Enumerable.Range(0, outcomes.Length).Where(index => outcomes[index] is null)];
        ForecastFinish finish = new(Architecture, batch.QuantileLevels, batch.BetweenLevels, options, task);
        (int Index, int Tokens)[] work = [.. open.Select(index => (index, batch.TokensOf(task.Series[index])))];
        IReadOnlyList<int[]> chunks = SeriesChunks.Of(work, batch.JoinedSeries, Workers.Threads);
        int completed = outcomes.Length - open.Length;
        Workers inner = chunks.Count < Workers.Threads ? Workers : Workers.Single;
        Workers.Run(
            chunks.Count,
            number =>
            {
                TimeSeries[] series = [.. chunks[number].Select(index => task.Series[index])];
                int[] exponents = [.. series.Select(one => BinaryScale.ExponentFor(batch.ContextOf(one)))];
                TimeSeries[] scaled = [.. series.Zip(exponents, Scale)];
                IReadOnlyList<NativeForecast> forecasts = RunPass(batch, scaled, inner, cancellationToken);
                for (int i = 0; i < series.Length; i++)
                {
                    outcomes[chunks[number][i]] = finish.Finish(series[i], BinaryScale.Undo(forecasts[i], exponents[i]));
                }

                progress?.Report(Interlocked.Add(ref completed, series.Length));
            },
            cancellationToken);
        return outcomes;
    }

    /// <inheritdoc />
    public bool CanJoin(ForecastTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        try
        {
            return Begin(task).Batch.JoinedSeries <= 1;
        }
        catch (TollamaException)
        {
            return false;
        }
    }

    /// <summary>The same model on these threads and kernels; before the first forecast.</summary>
    internal NeuralModel With(Workers workers, KernelSet kernels)
    {
        (Workers, Kernels) = (workers, kernels);
        return this;
    }

    /// <summary>Frees the weights. No forecast may be under way.</summary>
    public void Dispose()
    {
        foreach (PackedMatrix matrix in _matrices)
        {
            matrix.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private protected abstract ISeriesBatch Begin(ForecastTask task, NeuralOptions options, OptionReader reader);

    private (ISeriesBatch Batch, NeuralOptions Options) Begin(ForecastTask task)
    {
        OptionReader reader = new(Architecture.Family, task.Options, _defaults);
        NeuralOptions options = NeuralOptions.Read(reader);
        ISeriesBatch batch = Begin(task, options, reader);
        reader.RefuseOthers();
        return (batch, options);
    }

    /// <summary>Calls <paramref name="compute"/> with the memory of a pass, which is kept afterwards.</summary>
    private protected T InPass<T>(Workers workers, Func<ForwardPass, T> compute, CancellationToken cancellationToken)
    {
        Workspace workspace = _workspaces.TryTake(out Workspace? kept) ? kept : new Workspace();
        workspace.Restore(default);
        T result = compute(new ForwardPass(Kernels, workspace, workers, cancellationToken));
        _workspaces.Add(workspace);
        return result;
    }

    private IReadOnlyList<NativeForecast> RunPass(ISeriesBatch batch, TimeSeries[] series, Workers workers, CancellationToken cancellationToken) =>
        InPass(workers, pass => batch.Forecast(pass, series), cancellationToken);

    private static bool HasInfinity(Covariate covariate) =>
        new[] { covariate.Past, covariate.Future }.OfType<NumberColumn>().Any(column => Array.Exists(column.Values, double.IsInfinity));

    private static TimeSeries Scale(TimeSeries series, int exponent) =>
        exponent == 0 ? series : series with { Target = BinaryScale.Apply(series.Target.Values, exponent) };

    private SeriesOutcome? Refuse(TimeSeries series, ISeriesBatch batch, NeuralOptions options)
    {
        double[] target = series.Target.Values;
        if (Array.Exists(target, double.IsInfinity))
        {
            return Fault("The series has an infinite value.");
        }

        if (Array.TrueForAll(target, double.IsNaN))
        {
            return Fault("The series has no observed value.");
        }

        if (series.Covariates.FirstOrDefault(HasInfinity) is { } covariate && Traits.Covariates.Past)
        {
            return Fault($"The covariate '{covariate.Name}' has an infinite value.");
        }

        double[] context = batch.ContextOf(series);
        return !Array.TrueForAll(context, double.IsNaN) ? null : Fault(
            $"None of the last {context.Length} values is observed, and the model looks at no others.",
            options.ContextLength <= context.Length
                ? "Raise options.context_length, or leave the missing values at the end out and forecast from the last observed one."
                : "Leave the missing values at the end out and forecast from the last observed one.");

        SeriesOutcome Fault(string complaint, string? hint = null) =>
            SeriesOutcome.Failure(series.Id, new TollamaException(ErrorCode.SeriesNotForecastable, complaint, hint));
    }
}
