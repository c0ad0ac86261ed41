using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Runners;

/// <summary>At most one process at a time: started when it is needed, again after a crash, not too often.</summary>
/// <remarks>
/// States: empty -> starting -> running -> (the process ends) -> empty, and from anywhere stopped, which is final. Starting and running are one task:
/// whoever needs the process awaits it. A start belongs to nobody: a caller that gives up does not end it for the others.
/// </remarks>
internal sealed class RunnerSlot(
    RunnerLaunch launch,
    RunnerPolicy policy,
    TimeProvider time,
    ILogger logger,
    RunnerMetrics? metrics,
    Func<RunnerSession, CancellationToken, Task> prepare) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RestartPolicy _restarts = new(policy, time);
    private readonly CancellationTokenSource _stopping = new();
    private Task<RunnerSession>? _current;
    private Task _retiring = Task.CompletedTask;
    private Task? _stopped;
    private string? _lastLoss;
    private int _starts;

    /// <summary>How many processes were started after the first.</summary>
    public int Restarts => Math.Max(0, Volatile.Read(ref _starts) - 1);

    /// <summary>Until when requests are refused.</summary>
    public DateTimeOffset? BreakerOpenUntil
    {
        get
        {
            lock (_gate)
            {
                return _restarts.OpenUntil();
            }
        }
    }

    /// <summary>The process that runs and has introduced itself, if there is one.</summary>
    public RunnerSession? Running
    {
        get
        {
            lock (_gate)
            {
                return _current is { IsCompletedSuccessfully: true } ? _current.Result : null;
            }
        }
    }

    /// <summary>The process: running, proved to be alive after a long silence, or started for the purpose.</summary>
    /// <exception cref="TimeoutException">The deadline is over.</exception>
    /// <exception cref="RunnerLostException">It ended while it started.</exception>
    /// <exception cref="TollamaException">It cannot be started, or not now.</exception>
    public async Task<RunnerSession> GetAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            RunnerSession session = await CurrentOrStarting().WaitAsync(deadline.Remaining, time, cancellationToken).ConfigureAwait(false);
            if (await session.IsResponsiveAsync().WaitAsync(deadline.Remaining, time, cancellationToken).ConfigureAwait(false))
            {
                return session;
            }
        }
    }

    /// <summary>A request was answered: the process is a good one.</summary>
    public void RecordAnswer()
    {
        if (_restarts.OnProbation)
        {
            lock (_gate)
            {
                _restarts.RecordAnswer();
            }
        }
    }

    /// <summary>Ends the process and refuses every further use; called again it awaits the first call.</summary>
    public Task StopAsync(TimeSpan grace)
    {
        lock (_gate)
        {
            return _stopped ??= Task.WhenAll(_retiring, StopAsync(_current, grace));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private Task<RunnerSession> CurrentOrStarting()
    {
        lock (_gate)
        {
            if (_stopped is not null)
            {
                throw RunnerFaults.Stopped(launch.Name);
            }

            if (_current is null)
            {
                if (_restarts.RefusedFor() is { } pause)
                {
                    throw RunnerFaults.Paused(launch.Name, pause, _lastLoss);
                }

                TimeSpan delay = _restarts.DelayBeforeStart();
                _current = Task.Run(() => StartAsync(delay));
            }

            return _current;
        }
    }

    private async Task<RunnerSession> StartAsync(TimeSpan delay)
    {
        RunnerSession? session = null;
        try
        {
            await Task.Delay(delay, time, _stopping.Token).ConfigureAwait(false);
            using (await policy.Starts.EnterAsync(_stopping.Token).ConfigureAwait(false))
            {
                bool again = Interlocked.Increment(ref _starts) > 1;
                metrics?.Started(launch.Name, again);
                session = await RunnerSession.StartAsync(launch, policy, time, logger, OnEnded).ConfigureAwait(false);
                await session.HandshakeAsync(policy.HelloTimeout * policy.Starts.Starting, _stopping.Token).ConfigureAwait(false);
            }

            RunnerLog.Started(logger, launch.Name, session.Hello!.Name, session.Hello.Version, session.ProcessId);
            await prepare(session, _stopping.Token).ConfigureAwait(false);
            session.Watch(launch.StopWhenIdle, Retire);
            return session;
        }
        catch (Exception error)
        {
            await DiscardAsync(session, error).ConfigureAwait(false);
            if (error is OperationCanceledException)
            {
                throw RunnerFaults.Stopped(launch.Name);
            }

            throw;
        }
    }

    private async Task DiscardAsync(RunnerSession? session, Exception error)
    {
        if (session is null)
        {
            lock (_gate)
            {
                _current = null;
                if (_stopped is null)
                {
                    RecordLoss_NeedsLock(error.Message);
                }
            }
        }
        else
        {
            RunnerLog.StartFailed(logger, launch.Name, error.Message);
            session.Kill("did not start properly");
            await session.Ended.ConfigureAwait(false);
        }
    }

    private void OnEnded(RunnerSession session, RunnerLostException loss)
    {
        lock (_gate)
        {
            if (session.IsRetired)
            {
                return;
            }

            _current = null;
            if (session.IsStopping || _stopped is not null)
            {
                return;
            }

            if (loss.Cause == LossCause.Crashed)
            {
                RecordLoss_NeedsLock(RunnerFaults.Describe(loss));
            }
            else
            {
                _lastLoss = RunnerFaults.Describe(loss);
                metrics?.Crashed(launch.Name);
                RunnerLog.EndedByDaemon(logger, _lastLoss);
            }
        }
    }

    /// <summary>Ends a process that nobody uses. The next request starts another.</summary>
    /// <remarks>A request that came at the same moment fails as after a kill by the daemon, and is sent again.</remarks>
    private void Retire(RunnerSession session, string reason)
    {
        lock (_gate)
        {
            if (_stopped is not null || session.IsRetired || _current is not { IsCompletedSuccessfully: true } || _current.Result != session)
            {
                return;
            }

            _current = null;
            session.IsRetired = true;
            RunnerLog.Retired(logger, launch.Name, reason, session.ProcessId);
            _retiring = Task.WhenAll(_retiring, Task.Run(() => session.StopAsync(policy.StopGrace)));
        }
    }

    private void RecordLoss_NeedsLock(string loss)
    {
        _lastLoss = loss;
        _restarts.RecordCrash();
        metrics?.Crashed(launch.Name);
        if (_restarts.RefusedFor() is not null)
        {
            RunnerLog.BreakerOpened(logger, launch.Name, _restarts.OpenUntil()!.Value, loss);
        }
        else
        {
            RunnerLog.Lost(logger, loss, _restarts.DelayBeforeStart());
        }
    }

    private async Task StopAsync(Task<RunnerSession>? current, TimeSpan grace)
    {
        // Leave the lock first: what follows calls back.
        await Task.Yield();
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (current is null)
        {
            return;
        }

        try
        {
            RunnerSession session = await current.ConfigureAwait(false);
            await session.StopAsync(grace).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TollamaException or RunnerLostException)
        {
            // It was about to start: there is nothing left to stop.
        }
    }
}
