using System.Collections.Concurrent;
using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Forecasting;
using Tollama.Core.Imputation;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Core.Sampling;

namespace Tollama.Runner.Sdk;

/// <summary>The forecasts, and other computations, in flight.</summary>
internal sealed class ForecastRequests(RunnerHostOptions options, AnswerWriter answers, IdleTrim trim, CancellationToken ending)
{
    private readonly Places _places = new(options.MaxParallelRequests);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    /// <summary>Cancelled when the runner ends.</summary>
    public CancellationToken Ending => ending;

    /// <summary>Starts a forecast on the thread pool. It can be cancelled from this moment on.</summary>
    /// <exception cref="ProtocolException">A request of the same id is in flight.</exception>
    public void Start(RunnerRequest request, LoadedModels models) =>
        Start(request, cancellationToken => ForecastAsync(request, models, cancellationToken));

    /// <summary>Starts to describe series, as <see cref="Start(RunnerRequest, LoadedModels)"/> starts a forecast.</summary>
    /// <exception cref="ProtocolException">A request of the same id is in flight.</exception>
    public void Start(RunnerRequest request, ISeriesAnalyzer analyzer) =>
        Start(request, cancellationToken => AnalyzeAsync(request, analyzer, cancellationToken));

    /// <summary>Starts to fill missing values, as <see cref="Start(RunnerRequest, LoadedModels)"/> starts a forecast.</summary>
    /// <exception cref="ProtocolException">A request of the same id is in flight.</exception>
    public void Start(RunnerRequest request, ISeriesImputer imputer) =>
        Start(request, cancellationToken => ImputeAsync(request, imputer, cancellationToken));

    /// <summary>Starts to draw sample paths, as <see cref="Start(RunnerRequest, LoadedModels)"/> starts a forecast.</summary>
    /// <exception cref="ProtocolException">A request of the same id is in flight.</exception>
    public void Start(RunnerRequest request, ISeriesSampler sampler) =>
        Start(request, cancellationToken => SampleAsync(request, sampler, cancellationToken));

    /// <summary>Ends a forecast early; nothing happens when there is none of that id.</summary>
    public void Cancel(string id)
    {
        if (_running.TryGetValue(id, out CancellationTokenSource? cancellation))
        {
            try
            {
                cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It finished between the two lines.
            }
        }
    }

    private void Start(RunnerRequest request, Func<CancellationToken, Task<Action>> compute)
    {
        CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ending);
        if (!_running.TryAdd(request.Id, cancellation))
        {
            cancellation.Dispose();
            throw new ProtocolException(RunnerErrorCodes.InvalidRequest, $"a request with the id '{request.Id}' is still running");
        }

        trim.Begin();
        _ = Task.Run(() => RunAsync(request, compute, cancellation), CancellationToken.None);
    }

    private async Task RunAsync(RunnerRequest request, Func<CancellationToken, Task<Action>> compute, CancellationTokenSource cancellation)
    {
        Action answer;
        try
        {
            answer = await compute(cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            answer = () => Failures.Answer(answers, options.Log, request.Id, error);
        }

        // The id is free before its answer is out, so that it can be used again on receipt.
        _running.TryRemove(request.Id, out _);
        cancellation.Dispose();
        try
        {
            answer();
        }
        finally
        {
            trim.End();
        }
    }

    private async Task<Action> ForecastAsync(RunnerRequest request, LoadedModels models, CancellationToken cancellationToken)
    {
        ForecastParams parameters;
        ForecastTask task;
        LoadedModel loaded;
        Task<IReadOnlyList<SeriesOutcome>> forecasting;
        await _places.EnterAsync(request.ParamsText.Length, cancellationToken).ConfigureAwait(false);
        try
        {
            parameters = ForecastParameters.Read(request);
            task = parameters.ToTask();
            loaded = await models.Find(parameters.Request.Model!, ending).WaitAsync(cancellationToken).ConfigureAwait(false);
            forecasting = Forecast(request.Id, loaded, task, cancellationToken);
        }
        finally
        {
            // Who waits in a batch needs no place: it takes no thread.
            _places.Leave();
        }

        IReadOnlyList<SeriesOutcome> outcomes = await forecasting.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        ForecastAnswer answer = new(options.Name, loaded.Model.Traits, task, outcomes);
        return () => answer.Send(answers, request.Id, parameters.Request.FailFast ?? false);
    }

    private Task<IReadOnlyList<SeriesOutcome>> Forecast(string id, LoadedModel loaded, ForecastTask task, CancellationToken cancellationToken)
    {
        ProgressReporter? progress = task.Series.Count > 1 ? new ProgressReporter(answers, id, task.Series.Count, options.TimeProvider) : null;
        return loaded.Batches is { } batches && batches.Takes(task)
            ? batches.ForecastAsync(task, progress, cancellationToken)
            : Task.FromResult(loaded.Model.Forecast(task, progress, cancellationToken));
    }

    private async Task<Action> SampleAsync(RunnerRequest request, ISeriesSampler sampler, CancellationToken cancellationToken)
    {
        await _places.EnterAsync(request.ParamsText.Length, cancellationToken).ConfigureAwait(false);
        try
        {
            SampleResult result = SeriesSamples.Of(ParametersOfSample(request), sampler, cancellationToken);
            return () => answers.WriteHere(request.Id, "result"u8, result.Write);
        }
        finally
        {
            _places.Leave();
        }
    }

    private static SampleParams ParametersOfSample(RunnerRequest request)
    {
        try
        {
            return request.Params(TollamaJsonContext.Default.SampleParams);
        }
        catch (JsonException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidParams, $"invalid params of {request.Method}: {error.Message}", error.Message);
        }
    }

    private async Task<Action> ImputeAsync(RunnerRequest request, ISeriesImputer imputer, CancellationToken cancellationToken)
    {
        await _places.EnterAsync(request.ParamsText.Length, cancellationToken).ConfigureAwait(false);
        try
        {
            ImputeParams parameters = ImputeParameters.Read(request);
            ProgressReporter? progress = parameters.Series.Count > 1
                ? new ProgressReporter(answers, request.Id, parameters.Series.Count, options.TimeProvider)
                : null;
            ImputeResult result = SeriesImputations.Of(parameters, imputer, progress, cancellationToken);
            return () => answers.WriteHere(request.Id, "result"u8, result.Write);
        }
        finally
        {
            _places.Leave();
        }
    }

    private async Task<Action> AnalyzeAsync(RunnerRequest request, ISeriesAnalyzer analyzer, CancellationToken cancellationToken)
    {
        await _places.EnterAsync(request.ParamsText.Length, cancellationToken).ConfigureAwait(false);
        try
        {
            AnalyzeParams parameters = AnalyzeParameters.Read(request);
            ProgressReporter? progress = parameters.Series.Count > 1
                ? new ProgressReporter(answers, request.Id, parameters.Series.Count, options.TimeProvider)
                : null;
            AnalyzeResult result = SeriesAnalyses.Of(parameters, analyzer, progress, cancellationToken);
            return () => answers.WriteHere(request.Id, "result"u8, result.Write);
        }
        finally
        {
            _places.Leave();
        }
    }
}
