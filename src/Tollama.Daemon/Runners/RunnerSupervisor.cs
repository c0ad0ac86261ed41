using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>One runner as its users see it: requests go in, each gets exactly one answer, whatever happens to the process behind it.</summary>
/// <remarks>
/// A request whose process ends is sent once more, to a fresh process on which all models were loaded again; more often where the daemon itself ended the
/// process, which is no fault of the request. A request whose time is over is never sent again: it would cost the same time twice.
/// </remarks>
internal sealed class RunnerSupervisor : IAsyncDisposable
{
    private readonly RunnerLaunch _launch;
    private readonly RunnerPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RunnerMetrics? _metrics;
    private readonly RunnerSlot _slot;
    private readonly LoadedModels _models = new();
    private int _inFlight;

    /// <summary>Creates the supervisor; the process is started by the first request.</summary>
    public RunnerSupervisor(RunnerLaunch launch, RunnerPolicy policy, TimeProvider time, ILogger<RunnerSupervisor> logger, RunnerMetrics? metrics)
    {
        _launch = launch;
        _policy = policy;
        _time = time;
        _logger = logger;
        _metrics = metrics;
        _slot = new RunnerSlot(launch, policy, time, logger, metrics, LoadAgainAsync);
    }

    /// <summary>What the runner looks like now.</summary>
    public RunnerState State
    {
        get
        {
            RunnerSession? session = _slot.Running;
            return new RunnerState
            {
                Name = _launch.Name,
                Pid = session?.ProcessId,
                IsAlive = session is not null,
                StartedAt = session?.StartedAt,
                Restarts = _slot.Restarts,
                InFlight = Volatile.Read(ref _inFlight),
                ResidentBytes = session?.ResidentBytes ?? 0,
                Hello = session?.Hello,
                BreakerOpenUntil = _slot.BreakerOpenUntil,
                Models = _models.Names,
            };
        }
    }

    /// <summary>What the process said of itself; <see langword="null"/> when none runs.</summary>
    public HelloResult? Hello => _slot.Running?.Hello;

    /// <summary>Loads a model, and from then on loads it again on every fresh process.</summary>
    public async Task<LoadResult> LoadAsync(ModelLoad model, CancellationToken cancellationToken)
    {
        LoadResult result = await WithRetryAsync(
            new Deadline(_time, _policy.LoadTimeout),
            $"load model '{model.Model}'",
            model.Model,
            requestId: null,
            (session, deadline) => LoadOnAsync(session, model, deadline.Remaining, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        _models.Remember(model);
        return result;
    }

    /// <summary>Loads a model on each process that starts from now on, without starting one; a process that runs loads it for its first forecast.</summary>
    public void Remember(ModelLoad model) => _models.Remember(model);

    /// <summary>Forgets a model and has the runner unload it, if one runs and knows how. Never fails because of the runner.</summary>
    public async Task UnloadAsync(string model, CancellationToken cancellationToken)
    {
        _models.Forget(model);
        if (_slot.Running is not { } session || !session.Can(RunnerMethods.Unload))
        {
            return;
        }

        UnloadParams unload = new() { Model = model };
        try
        {
            RunnerAnswer answer = await session.CallAsync(
                RunnerMethods.Unload, writer => JsonSerializer.Serialize(writer, unload, TollamaJsonContext.Default.UnloadParams), _policy.LoadTimeout, cancellationToken)
                .ConfigureAwait(false);
            if (answer.Error is { } error)
            {
                RunnerLog.UnloadFailed(_logger, _launch.Name, model, error.Message);
            }
        }
        catch (Exception error) when (error is TimeoutException or RunnerLostException or TollamaException)
        {
            RunnerLog.UnloadFailed(_logger, _launch.Name, model, error.Message);
        }
    }

    /// <summary>Makes a forecast, or computes what else the call asks for.</summary>
    /// <exception cref="TollamaException">The runner failed, or refused; the code says which.</exception>
    /// <exception cref="OperationCanceledException">The token fired; the runner was told to stop.</exception>
    public async Task<RunnerReply> ForecastAsync(RunnerCall call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inFlight);
        _metrics?.InFlight(_launch.Name, 1);
        int attempts = 0;
        try
        {
            Deadline began = new(_time, call.Timeout);
            return await WithRetryAsync(
                began,
                "answer",
                call.Model,
                call.RequestId,
                async (session, deadline) =>
                {
                    attempts++;
                    ReadOnlyMemory<byte> result = await ForecastOnAsync(session, call, deadline, cancellationToken).ConfigureAwait(false);
                    return new RunnerReply { ResultJson = result, Elapsed = deadline.Elapsed, RunnerName = session.Hello!.Name, Attempts = attempts };
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            _metrics?.InFlight(_launch.Name, -1);
        }
    }

    /// <summary>Ends the process and refuses every further request: closes its stdin, waits, SIGTERM, kills the tree. Idempotent.</summary>
    public Task StopAsync(TimeSpan grace) => _slot.StopAsync(grace);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(_policy.StopGrace).ConfigureAwait(false);
        _slot.Dispose();
    }

    private async Task<T> WithRetryAsync<T>(
        Deadline deadline,
        string what,
        string model,
        string? requestId,
        Func<RunnerSession, Deadline, Task<T>> send,
        CancellationToken cancellationToken)
    {
        Attempts attempts = new();
        while (true)
        {
            try
            {
                RunnerSession session = await _slot.GetAsync(deadline, cancellationToken).ConfigureAwait(false);
                T answer = await send(session, deadline).ConfigureAwait(false);
                _slot.RecordAnswer();
                return answer;
            }
            catch (RunnerLostException loss)
            {
                if (!attempts.MaySendAgainAfter(loss))
                {
                    throw RunnerFaults.Lost(loss, attempts.Losses);
                }

                RunnerLog.Retrying(_logger, _launch.Name, requestId, model);
                _metrics?.Retried(_launch.Name);
            }
            catch (TimeoutException)
            {
                throw RunnerFaults.TimedOut(_launch.Name, what, deadline.Elapsed);
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> ForecastOnAsync(
        RunnerSession session, RunnerCall call, Deadline deadline, CancellationToken cancellationToken)
    {
        RunnerAnswer answer = await SendForecastAsync(session, call, deadline, cancellationToken).ConfigureAwait(false);
        if (answer.Error?.Code == RunnerErrorCodes.ModelUnavailable && session.Can(RunnerMethods.Load) && _models.Find(call.Model) is { } model)
        {
            await LoadOnAsync(session, model, deadline.AtMost(_policy.LoadTimeout), cancellationToken).ConfigureAwait(false);
            answer = await SendForecastAsync(session, call, deadline, cancellationToken).ConfigureAwait(false);
        }

        if (answer.Error is { } error)
        {
            throw RunnerFaults.FromRunner(_launch.Name, call.Model, error, call.Method);
        }

        return answer.Result.Span.StartsWith((byte)'{')
            ? answer.Result
            : throw RunnerFaults.BadResult(_launch.Name, call.Method, "result is not an object");
    }

    private Task<RunnerAnswer> SendForecastAsync(RunnerSession session, RunnerCall call, Deadline deadline, CancellationToken cancellationToken)
    {
        HelloResult runner = session.Hello!;
        if (call.Method != RunnerMethods.Forecast && !session.Can(call.Method))
        {
            throw RunnerFaults.Unable(_launch.Name, call.Method);
        }

        return session.CallAsync(
            call.Method, writer => call.Parameters(writer, runner), deadline.Remaining, cancellationToken, call.RequestId, call.Progress);
    }

    /// <summary>Has a model loaded; a runner without <c>load</c> has its models from the beginning.</summary>
    private async Task<LoadResult> LoadOnAsync(RunnerSession session, ModelLoad model, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await model.Check(cancellationToken).ConfigureAwait(false);
        if (!session.Can(RunnerMethods.Load))
        {
            return new LoadResult { Model = model.Model };
        }

        RunnerAnswer answer = await session.CallAsync(
            RunnerMethods.Load, writer => JsonSerializer.Serialize(writer, model.Parameters, TollamaJsonContext.Default.LoadParams), timeout, cancellationToken).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            throw RunnerFaults.FromRunner(_launch.Name, model.Model, error);
        }

        session.NoteLoaded();
        LoadResult loaded = session.Read(answer, RunnerMethods.Load, TollamaJsonContext.Default.LoadResult);
        return loaded.Model == model.Model ? loaded : throw RunnerFaults.BadResult(
            _launch.Name, RunnerMethods.Load, $"result.model is '{Excerpt.Of(loaded.Model)}', and '{model.Model}' was asked for");
    }

    /// <summary>Brings a fresh process to where the last one was. A model that cannot be loaded any more costs its own requests, not those of the others.</summary>
    private Task LoadAgainAsync(RunnerSession session, CancellationToken cancellationToken) =>
        Task.WhenAll(_models.All.Select(model => LoadOneAgainAsync(session, model, cancellationToken)));

    private async Task LoadOneAgainAsync(RunnerSession session, ModelLoad model, CancellationToken cancellationToken)
    {
        try
        {
            await LoadOnAsync(session, model, _policy.LoadTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TollamaException or TimeoutException)
        {
            RunnerLog.ReplayFailed(_logger, _launch.Name, model.Model, error.Message);
        }
    }
}
