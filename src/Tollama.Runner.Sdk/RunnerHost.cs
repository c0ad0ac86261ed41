using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>The loop of a runner: requests in, a line each; answers out, a line each. See docs/protocol.md.</summary>
/// <remarks>
/// Many requests are in flight at once; answers come in the order in which they are ready. Nothing that a request holds ends the loop:
/// it is answered with an error. The loop ends when its input ends, and then at once: whatever still runs is cancelled.
/// <code>
/// RunnerHostOptions options = new() { Name = "my-runner", Version = "1.0", Families = [new MyFamily()], Log = Console.Error };
/// await new RunnerHost(options).RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None);
/// </code>
/// </remarks>
public sealed class RunnerHost
{
    /// <summary>The id of an answer to a line whose id cannot be read.</summary>
    private const string UnknownId = "unknown";

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private static readonly string[] Capabilities =
    [
        RunnerMethods.Hello, RunnerMethods.Ping, RunnerMethods.Load, RunnerMethods.Unload, RunnerMethods.Forecast, RunnerMethods.Cancel,
        RunnerMethods.ShortTimes, RunnerMethods.Parts,
    ];

    private readonly RunnerHostOptions _options;

    /// <summary>Creates the loop; <see cref="RunAsync"/> starts it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    public RunnerHost(RunnerHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLineBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxParallelRequests, 1);
        _options = options;
    }

    /// <summary>Answers requests until the input ends or the token is cancelled; both are a normal end.</summary>
    /// <param name="input">Where requests come from. Not closed.</param>
    /// <param name="output">Where answers go. Not closed. Nothing else may write to it.</param>
    /// <param name="cancellationToken">Ends the loop as the end of the input does.</param>
    public async Task RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        AnswerWriter answers = new(output);
        using IdleTrim trim = new(_options.TimeProvider, _options.Trim);
        ForecastRequests forecasts = new(_options, answers, trim, ending.Token);
        Session session = new(answers, new LoadedModels(_options), forecasts, trim);
        Task reading = InputThread.RunAsync(() => ReceiveAll(session, new LineReader(input, _options.MaxLineBytes)));
        try
        {
            await reading.WaitAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A normal end: the caller wants it.
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            answers.Complete();
        }

        await DrainAsync(answers.Written).ConfigureAwait(false);
    }

    // Whoever closed the input may read the output no more, and then a full pipe would never be written.
    private async Task DrainAsync(Task writing)
    {
        try
        {
            await writing.WaitAsync(DrainTime, _options.TimeProvider, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _options.Log.WriteLineAsync("the last answers were not read").ConfigureAwait(false);
        }
    }

    // After a cancellation the thread may still wait for a line; whatever comes then is not looked at.
    private void ReceiveAll(Session session, LineReader lines)
    {
        while (lines.Read() is { } line && !session.Forecasts.Ending.IsCancellationRequested)
        {
            Receive(session, line);
        }

        lines.Complete();
    }

    private void Receive(Session session, Line line)
    {
        string id = UnknownId;
        try
        {
            if (line.Bytes is not { } bytes)
            {
                throw new ProtocolException(RunnerErrorCodes.InvalidRequest, $"the line is longer than {_options.MaxLineBytes} bytes");
            }

            RunnerRequest request = Parse(bytes.ToArray());
            id = request.Id;
            if (request.FaultOfParams() is { } fault)
            {
                throw new ProtocolException(RunnerErrorCodes.InvalidParams, $"invalid params of {Excerpt.Of(request.Method)}: {fault}", fault);
            }

            Dispatch(session, request);
        }
        catch (Exception error)
        {
            Failures.Answer(session.Answers, _options.Log, id, error);
        }
    }

    private static RunnerRequest Parse(byte[] line)
    {
        RunnerRequest request;
        try
        {
            request = RunnerRequest.Parse(line);
        }
        catch (JsonException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidRequest, "the line is not a JSON object", error.Message);
        }

        return request.Id.Length > 0 && request.Method.Length > 0 ? request : throw new ProtocolException(
            RunnerErrorCodes.InvalidRequest, "the line is not a request: it needs \"id\" and \"method\", two strings that are not empty");
    }

    private static T Params<T>(RunnerRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return request.Params(type);
        }
        catch (JsonException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidParams, $"invalid params of {request.Method}: {error.Message}", error.Message);
        }
    }

    private void Dispatch(Session session, RunnerRequest request)
    {
        switch (request.Method)
        {
            case RunnerMethods.Hello:
                session.Answers.Result(request.Id, Introduction(), TollamaJsonContext.Default.HelloResult);
                break;
            case RunnerMethods.Ping:
                session.Answers.EmptyResult(request.Id);
                break;
            case RunnerMethods.Load:
                Load(session, request);
                break;
            case RunnerMethods.Unload:
                session.Models.Unload(Params(request, TollamaJsonContext.Default.UnloadParams).Model);
                session.Answers.EmptyResult(request.Id);
                break;
            case RunnerMethods.Cancel:
                session.Forecasts.Cancel(Params(request, TollamaJsonContext.Default.CancelParams).Target);
                session.Answers.EmptyResult(request.Id);
                break;
            case RunnerMethods.Forecast:
                session.Forecasts.Start(request, session.Models);
                break;
            case RunnerMethods.Analyze when _options.Analyzer is { } analyzer:
                session.Forecasts.Start(request, analyzer);
                break;
            case RunnerMethods.Impute when _options.Imputer is { } imputer:
                session.Forecasts.Start(request, imputer);
                break;
            case RunnerMethods.Sample when _options.Sampler is { } sampler:
                session.Forecasts.Start(request, sampler);
                break;
            default:
                throw new ProtocolException(
                    RunnerErrorCodes.MethodNotFound, $"no method is called '{request.Method}'", details: null, method: request.Method);
        }
    }

    // The model is known under its name before it is loaded, so that a forecast may be sent without waiting for the answer.
    private void Load(Session session, RunnerRequest request)
    {
        LoadParams load = Params(request, TollamaJsonContext.Default.LoadParams);
        Task<LoadedModel> loading = session.Models.Load(load, session.Forecasts.Ending);
        session.Trim.Begin();
        _ = loading.ContinueWith(
            task =>
            {
                session.Trim.End();
                if (task.Status == TaskStatus.RanToCompletion)
                {
                    session.Answers.Result(request.Id, task.Result.Describe(), TollamaJsonContext.Default.LoadResult);
                }
                else
                {
                    Failures.Answer(
                        session.Answers, _options.Log, request.Id, task.Exception?.InnerException ?? new OperationCanceledException("the load was cancelled"));
                }
            },
            TaskScheduler.Default);
    }

    private HelloResult Introduction() => new()
    {
        Name = _options.Name,
        Version = _options.Version,
        Protocol = RunnerMethods.ProtocolVersion,
        Families = [.. _options.Families.Select(family => family.Name)],
        Capabilities = [.. Capabilities, .. MethodsWithoutModel()],
    };

    private IEnumerable<string> MethodsWithoutModel()
    {
        if (_options.Analyzer is not null)
        {
            yield return RunnerMethods.Analyze;
        }

        if (_options.Imputer is not null)
        {
            yield return RunnerMethods.Impute;
        }

        if (_options.Sampler is not null)
        {
            yield return RunnerMethods.Sample;
        }
    }

    private sealed record Session(AnswerWriter Answers, LoadedModels Models, ForecastRequests Forecasts, IdleTrim Trim);
}
