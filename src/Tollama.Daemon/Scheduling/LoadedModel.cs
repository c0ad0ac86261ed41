using Tollama.Core.Protocol;
using Tollama.Store;

namespace Tollama.Daemon.Scheduling;

/// <summary>A model in memory, or on its way in or out. Its owner is <see cref="ModelScheduler"/>, under whose lock every member is used.</summary>
internal sealed class LoadedModel(InstalledModel model, TimeSpan keepAlive, bool isExclusive, long bytesNeeded)
{
    internal InstalledModel Model { get; } = model;

    internal bool IsExclusive { get; } = isExclusive;

    /// <summary>The memory that it takes; 0 when that is not known.</summary>
    internal long BytesNeeded { get; } = bytesNeeded;

    internal ModelState State { get; set; } = ModelState.Loading;

    /// <summary>Requests that use the model or wait for its load.</summary>
    internal int References { get; set; }

    /// <summary>Requests of these that are at work in the runner.</summary>
    internal int Active { get; set; }

    internal TimeSpan KeepAlive { get; set; } = keepAlive;

    /// <summary>When it is unloaded, for display; <see langword="null"/> while in use or pinned.</summary>
    internal DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Since when it is not in use, as a time stamp of the clock; for <see cref="KeepAlive"/>.</summary>
    internal long IdleSince { get; set; }

    internal ITimer? Timer { get; set; }

    internal LoadResult? Result { get; set; }

    /// <summary>Ends when the load has succeeded or failed.</summary>
    internal required Task Loading { get; set; }

    /// <summary>Cancels the load when nobody waits for it any more.</summary>
    internal CancellationTokenSource LoadCancellation { get; } = new();

    /// <summary>Ends when the model is out of memory; set while <see cref="ModelState.Stopping"/>.</summary>
    internal TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the last reference is gone; set by whoever stops the model.</summary>
    internal TaskCompletionSource Idle { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal bool IsPinned => KeepAlive == Timeout.InfiniteTimeSpan;
}
