namespace Tollama.Daemon.Memory;

/// <summary>An amount of memory that many share. Whoever needs some waits until it is there; who came first is served first.</summary>
/// <param name="total">The bytes to share.</param>
internal sealed class ByteBudget(long total)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> _line = [];
    private long _used;

    /// <summary>The bytes that are in use.</summary>
    internal long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>Takes bytes if they are there now.</summary>
    /// <returns>False if they are not; nothing was taken then.</returns>
    internal bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_used + bytes > total)
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }

    /// <summary>Waits for bytes. What is more than the whole budget gets all of it.</summary>
    /// <returns>Gives the bytes back when it is disposed.</returns>
    internal async ValueTask<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        long wanted = Math.Min(bytes, total);
        LinkedListNode<(long Bytes, TaskCompletionSource Turn)> node;
        lock (_lock)
        {
            if (_line.Count == 0 && _used + wanted <= total)
            {
                _used += wanted;
                return new Share(this, wanted);
            }

            node = _line.AddLast((wanted, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await node.Value.Turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Share(this, wanted);
        }
        catch (OperationCanceledException)
        {
            Leave(node);
            throw;
        }
    }

    /// <summary>Gives bytes back that <see cref="TryTake"/> took.</summary>
    internal void Return(long bytes)
    {
        List<TaskCompletionSource> next;
        lock (_lock)
        {
            _used -= bytes;
            next = Grant_NeedsLock();
        }

        next.ForEach(turn => turn.SetResult());
    }

    private void Leave(LinkedListNode<(long Bytes, TaskCompletionSource Turn)> node)
    {
        List<TaskCompletionSource> next;
        lock (_lock)
        {
            if (node.List is not null)
            {
                _line.Remove(node);
            }
            else
            {
                _used -= node.Value.Bytes;
            }

            next = Grant_NeedsLock();
        }

        next.ForEach(turn => turn.SetResult());
    }

    private List<TaskCompletionSource> Grant_NeedsLock()
    {
        List<TaskCompletionSource> granted = [];
        while (_line.First is { } first && _used + first.Value.Bytes <= total)
        {
            _used += first.Value.Bytes;
            granted.Add(first.Value.Turn);
            _line.RemoveFirst();
        }

        return granted;
    }

    private sealed class Share(ByteBudget budget, long bytes) : IDisposable
    {
        private int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                budget.Return(bytes);
            }
        }
    }
}
