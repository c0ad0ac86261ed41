using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Scheduling;

/// <summary>Limits the requests that the daemon has accepted: how many are computed at once, and how many wait.</summary>
/// <remarks>
/// A request counts as waiting as soon as <see cref="Enter"/> has accepted it, also while its model loads. So the limit is the same
/// for loaded models and for others. Places are given in the order in which requests asked for one.
/// </remarks>
internal sealed class AdmissionQueue(int maxParallel, int maxWaiting)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _line = [];
    private int _admitted;
    private int _active;
    private bool _draining;

    /// <summary>Requests that wait for a model or a place.</summary>
    internal int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _admitted - _active;
            }
        }
    }

    /// <summary>Requests that are computed now.</summary>
    internal int Active
    {
        get
        {
            lock (_lock)
            {
                return _active;
            }
        }
    }

    /// <summary>True while the daemon shuts down.</summary>
    internal bool IsDraining
    {
        get
        {
            lock (_lock)
            {
                return _draining;
            }
        }
    }

    /// <summary>Refuses every request from now on; those that were accepted may finish.</summary>
    internal void Drain()
    {
        lock (_lock)
        {
            _draining = true;
        }
    }

    /// <summary>Accepts a request. Dispose the ticket when the request has ended, with or without an answer.</summary>
    /// <exception cref="TollamaException">The queue is full, or the daemon shuts down.</exception>
    internal AdmissionTicket Enter()
    {
        lock (_lock)
        {
            if (_draining)
            {
                throw new TollamaException(ErrorCode.Draining, "the daemon is shutting down", "try again in a moment") { RetryAfter = RetryAfter };
            }

            if (_admitted >= maxParallel + maxWaiting)
            {
                throw new TollamaException(
                    ErrorCode.QueueFull,
                    string.Create(CultureInfo.InvariantCulture, $"server busy, please try again.  maximum pending requests exceeded ({maxWaiting} are waiting)"),
                    "try again after the time in Retry-After, send more series in one request, or raise TOLLAMA_MAX_QUEUE")
                {
                    RetryAfter = RetryAfter,
                };
            }

            _admitted++;
            return new AdmissionTicket(this);
        }
    }

    internal Task TakePlaceAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        LinkedListNode<TaskCompletionSource> node;
        lock (_lock)
        {
            if (_active < maxParallel && _line.Count == 0)
            {
                _active++;
                return Task.CompletedTask;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            node = _line.AddLast(turn);
        }

        return WaitForTurnAsync(turn, node, cancellationToken);
    }

    internal void Leave(bool hadPlace)
    {
        TaskCompletionSource? next = null;
        lock (_lock)
        {
            _admitted--;
            if (hadPlace)
            {
                next = PassOn_NeedsLock();
            }
        }

        next?.SetResult();
    }

    private async Task WaitForTurnAsync(TaskCompletionSource turn, LinkedListNode<TaskCompletionSource> node, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            TaskCompletionSource? next = null;
            lock (_lock)
            {
                // The request is still in the line, or it got a place while it was cancelled. That place goes to the next request.
                if (node.List is not null)
                {
                    _line.Remove(node);
                }
                else
                {
                    next = PassOn_NeedsLock();
                }
            }

            next?.SetResult();
            throw;
        }
    }

    private TaskCompletionSource? PassOn_NeedsLock()
    {
        if (_line.First is not { } first)
        {
            _active--;
            return null;
        }

        _line.RemoveFirst();
        return first.Value;
    }
}
