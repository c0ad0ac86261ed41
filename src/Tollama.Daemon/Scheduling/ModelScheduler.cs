using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Health;
using Tollama.Daemon.Memory;
using Tollama.Store;

namespace Tollama.Daemon.Scheduling;

/// <summary>Decides which models are in memory: loads on demand, counts references, unloads when the keep-alive time is over.</summary>
/// <remarks>
/// As with Ollama: the timer runs from the end of the last request, the newest request's keep-alive wins (one without keeps what holds),
/// zero unloads after the last reference, negative pins.
/// </remarks>
internal sealed partial class ModelScheduler(
    IModelHost host, DaemonOptions options, IMemoryGauge memory, TimeProvider time, DaemonMetrics metrics, ILogger<ModelScheduler> logger)
{
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(40);

    private readonly Lock _lock = new();
    private readonly Dictionary<ModelName, LoadedModel> _models = [];
    private readonly LoadRoom _room = new(options.MaxLoadedModels, memory);

    /// <summary>The models in memory, for <c>ps</c>.</summary>
    internal IReadOnlyList<ModelSnapshot> Snapshot()
    {
        lock (_lock)
        {
            return [.. _models.Values.Select(ModelSnapshot.Of_NeedsLock)];
        }
    }

    /// <summary>Takes hold of a model, loading it first if need be.</summary>
    /// <param name="model">The installed model.</param>
    /// <param name="keepAlive">How long it stays afterwards; <see langword="null"/> keeps what holds.</param>
    /// <param name="onLoading">Called if the request has to wait for a load.</param>
    /// <param name="cancellationToken">Ends the wait; the load goes on if others wait for it.</param>
    internal async Task<ModelLease> AcquireAsync(
        InstalledModel model, TimeSpan? keepAlive, Func<Task>? onLoading, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (LoadedModel entry, Task? obstacle) = Reference(model, keepAlive);
            if (obstacle is not null)
            {
                await obstacle.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (entry.Loading.IsCompletedSuccessfully)
            {
                return new ModelLease(this, entry, TimeSpan.Zero);
            }

            try
            {
                await (onLoading?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
                await entry.Loading.WaitAsync(cancellationToken).ConfigureAwait(false);
                return new ModelLease(this, entry, Stopwatch.GetElapsedTime(started));
            }
            catch (OperationCanceledException) when (entry.LoadCancellation.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The load was given up by its last waiter just before this request came: load again.
                Return(entry);
            }
            catch
            {
                Return(entry);
                throw;
            }
        }
    }

    /// <summary>Unloads a model once its requests are answered, or after a deadline.</summary>
    /// <returns>False when it was not loaded.</returns>
    internal async Task<bool> UnloadAsync(ModelName name, string reason, CancellationToken cancellationToken)
    {
        LoadedModel? entry;
        lock (_lock)
        {
            if (!_models.TryGetValue(name, out entry))
            {
                return false;
            }

            BeginStop_NeedsLock(entry, reason);
        }

        await entry.Stopped.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Unloads every model, without waiting for anybody: the daemon ends.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            foreach (LoadedModel entry in _models.Values)
            {
                entry.Timer?.Dispose();
                entry.LoadCancellation.Cancel();
            }

            _models.Clear();
        }
    }

    internal IDisposable Work(LoadedModel entry)
    {
        lock (_lock)
        {
            entry.Active++;
        }

        return new WorkMark(this, entry);
    }

    internal void EndWork(LoadedModel entry)
    {
        lock (_lock)
        {
            entry.Active--;
        }
    }

    internal void Return(LoadedModel entry)
    {
        lock (_lock)
        {
            entry.References--;
            if (entry.References > 0)
            {
                return;
            }

            switch (entry.State)
            {
                case ModelState.Loading:
                    entry.LoadCancellation.Cancel();
                    break;
                case ModelState.Stopping:
                    entry.Idle.TrySetResult();
                    break;
                default:
                    StartTimer_NeedsLock(entry);
                    break;
            }
        }
    }

    private (LoadedModel Entry, Task? Obstacle) Reference(InstalledModel model, TimeSpan? keepAlive)
    {
        lock (_lock)
        {
            if (_models.TryGetValue(model.Name, out LoadedModel? entry))
            {
                if (entry.State == ModelState.Stopping)
                {
                    return (entry, entry.Stopped.Task);
                }

                if (entry.Model.Digest != model.Digest)
                {
                    BeginStop_NeedsLock(entry, "replaced");
                    return (entry, entry.Stopped.Task);
                }

                entry.KeepAlive = keepAlive ?? entry.KeepAlive;
            }
            else if (VictimFor_NeedsLock(model) is { } victim)
            {
                BeginStop_NeedsLock(victim, "room for another model");
                return (victim, victim.Stopped.Task);
            }
            else
            {
                entry = Add_NeedsLock(model, keepAlive ?? options.KeepAlive);
            }

            entry.References++;
            entry.Timer?.Dispose();
            entry.Timer = null;
            entry.ExpiresAt = null;
            return (entry, null);
        }
    }

    private LoadedModel Add_NeedsLock(InstalledModel model, TimeSpan keepAlive)
    {
        LoadedModel entry = new(model, keepAlive, host.IsExclusive(model), host.BytesNeeded(model)) { Loading = Task.CompletedTask };
        _models.Add(model.Name, entry);
        entry.Loading = Task.Run(() => LoadAsync(entry));
        return entry;
    }

    private LoadedModel? VictimFor_NeedsLock(InstalledModel model) =>
        host.IsExclusive(model) ? _room.VictimFor(model, host.BytesNeeded(model), [.. _models.Values.Where(entry => entry.IsExclusive)]) : null;

    private async Task LoadAsync(LoadedModel entry)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            using CancellationTokenSource deadline = new(options.LoadTimeout, time);
            using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, entry.LoadCancellation.Token);
            LoadResult result = await LoadInTimeAsync(entry, linked.Token, deadline.Token).ConfigureAwait(false);
            lock (_lock)
            {
                entry.Result = result;
                entry.State = entry.State == ModelState.Loading ? ModelState.Ready : entry.State;
                if (entry.References == 0)
                {
                    StartTimer_NeedsLock(entry);
                }
            }

            metrics.CountLoad(entry.Model.Name.Short);
            Loaded(logger, entry.Model.Name.Short, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch
        {
            lock (_lock)
            {
                Remove_NeedsLock(entry);
            }

            throw;
        }
    }

    private async Task<LoadResult> LoadInTimeAsync(LoadedModel entry, CancellationToken cancellationToken, CancellationToken deadline)
    {
        try
        {
            return await host.LoadAsync(entry.Model, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TollamaException(
                ErrorCode.Timeout, $"loading '{entry.Model.Name.Short}' took longer than {options.LoadTimeout}", "raise TOLLAMA_LOAD_TIMEOUT");
        }
    }

    private void StartTimer_NeedsLock(LoadedModel entry)
    {
        entry.Timer?.Dispose();
        entry.Timer = null;
        if (entry.State != ModelState.Ready || entry.IsPinned)
        {
            return;
        }

        if (entry.KeepAlive <= TimeSpan.Zero)
        {
            BeginStop_NeedsLock(entry, "keep_alive 0");
            return;
        }

        entry.IdleSince = time.GetTimestamp();
        entry.ExpiresAt = time.GetUtcNow() + entry.KeepAlive;
        TimeSpan due = entry.KeepAlive < MaxTimer ? entry.KeepAlive : MaxTimer;
        entry.Timer = time.CreateTimer(_ => Expire(entry), null, due, Timeout.InfiniteTimeSpan);
    }

    private void Expire(LoadedModel entry)
    {
        lock (_lock)
        {
            if (entry.References > 0 || entry.State != ModelState.Ready || entry.ExpiresAt is null)
            {
                return;
            }

            // By the time that has passed, not by the clock on the wall, which may be set back.
            TimeSpan left = entry.KeepAlive - time.GetElapsedTime(entry.IdleSince);
            if (left <= TimeSpan.Zero)
            {
                BeginStop_NeedsLock(entry, "expired");
            }
            else
            {
                entry.Timer?.Change(left < MaxTimer ? left : MaxTimer, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void BeginStop_NeedsLock(LoadedModel entry, string reason)
    {
        if (entry.State == ModelState.Stopping)
        {
            return;
        }

        entry.State = ModelState.Stopping;
        entry.Timer?.Dispose();
        entry.Timer = null;
        entry.ExpiresAt = null;
        if (entry.References == 0)
        {
            entry.Idle.TrySetResult();
        }

        _ = Task.Run(() => StopAsync(entry, reason));
    }

    private async Task StopAsync(LoadedModel entry, string reason)
    {
        try
        {
            await entry.Idle.Task.WaitAsync(DrainDeadline, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            DrainTimedOut(logger, entry.Model.Name.Short, DrainDeadline);
        }

        try
        {
            await entry.Loading.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The load failed while the model was being stopped: there is nothing to unload.
            Unloading(logger, exception, entry.Model.Name.Short);
        }

        await host.UnloadAsync(entry.Model).ConfigureAwait(false);
        metrics.CountUnload(entry.Model.Name.Short, reason);
        Unloaded(logger, entry.Model.Name.Short, reason);
        lock (_lock)
        {
            Remove_NeedsLock(entry);
        }
    }

    private void Remove_NeedsLock(LoadedModel entry)
    {
        if (_models.TryGetValue(entry.Model.Name, out LoadedModel? current) && ReferenceEquals(current, entry))
        {
            _models.Remove(entry.Model.Name);
        }

        entry.State = ModelState.Stopping;
        entry.Idle.TrySetResult();
        entry.Stopped.TrySetResult();
    }

    private sealed class WorkMark(ModelScheduler scheduler, LoadedModel entry) : IDisposable
    {
        public void Dispose() => scheduler.EndWork(entry);
    }

    [LoggerMessage(1200, LogLevel.Information, "Loaded {Model} in {ElapsedMs:0} ms")]
    private static partial void Loaded(ILogger logger, string model, double elapsedMs);

    [LoggerMessage(1201, LogLevel.Information, "Unloaded {Model}: {Reason}")]
    private static partial void Unloaded(ILogger logger, string model, string reason);

    [LoggerMessage(1202, LogLevel.Warning, "Requests of {Model} did not end within {Deadline}; unloading it under them")]
    private static partial void DrainTimedOut(ILogger logger, string model, TimeSpan deadline);

    [LoggerMessage(1203, LogLevel.Debug, "The load of {Model} failed while it was being stopped")]
    private static partial void Unloading(ILogger logger, Exception exception, string model);
}
