namespace Tollama.Daemon.Scheduling;

/// <summary>Gives places to work: tiny before small before large, and no client all of them.</summary>
/// <remarks>
/// The next place goes to the smallest size that waits; among its equals to the client that holds the fewest places, then to the lesser cost, then to who came first.
/// Who was overtaken <see cref="MostOvertaken"/> times is next whatever its size, so that everybody's turn comes. Limits are never exceeded to fill a
/// place: a place that only one client may not take stays free, because the next request of another client must find it so.
/// </remarks>
internal sealed class FairPlaces(PlaceLimits limits)
{
    private const int MostOvertaken = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _line = [];
    private readonly Dictionary<string, int> _ofClient = new(StringComparer.Ordinal);
    private readonly int[] _ofSize = new int[3];
    private int _active;

    /// <summary>Work that holds a place.</summary>
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

    /// <summary>Work that waits for a place.</summary>
    internal int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _line.Count;
            }
        }
    }

    /// <summary>True if nothing waits and nothing holds a place.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _active == 0 && _line.Count == 0;
            }
        }
    }

    /// <summary>Waits for a place. Dispose it when the work is done.</summary>
    /// <exception cref="OperationCanceledException">The token fired before there was a place.</exception>
    internal ValueTask<Place> TakeAsync(Work work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        LinkedListNode<Waiter> node;
        lock (_lock)
        {
            // Whoever waits does not fit: every place that becomes free is given away at once.
            if (Fits_NeedsLock(work))
            {
                Hold_NeedsLock(work);
                return ValueTask.FromResult(new Place(this, work));
            }

            waiter = new Waiter(work);
            node = _line.AddLast(waiter);
        }

        return new ValueTask<Place>(WaitAsync(waiter, node, cancellationToken));
    }

    internal void Release(Work work)
    {
        List<Waiter> next;
        lock (_lock)
        {
            _active--;
            _ofSize[(int)work.Size]--;
            if (--_ofClient[work.Client] == 0)
            {
                _ofClient.Remove(work.Client);
            }

            next = Grant_NeedsLock();
        }

        next.ForEach(waiter => waiter.Turn.SetResult());
    }

    private async Task<Place> WaitAsync(Waiter waiter, LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Place(this, waiter.Work);
        }
        catch (OperationCanceledException)
        {
            bool hadPlace;
            lock (_lock)
            {
                // It still waits, or it got a place while it was canceled.
                hadPlace = node.List is null;
                if (!hadPlace)
                {
                    _line.Remove(node);
                }
            }

            if (hadPlace)
            {
                Release(waiter.Work);
            }

            throw;
        }
    }

    private List<Waiter> Grant_NeedsLock()
    {
        List<Waiter> granted = [];
        while (Best_NeedsLock() is { } best)
        {
            for (LinkedListNode<Waiter>? earlier = _line.First; earlier != best; earlier = earlier!.Next)
            {
                earlier!.Value.Overtaken++;
            }

            _line.Remove(best);
            Hold_NeedsLock(best.Value.Work);
            granted.Add(best.Value);
        }

        return granted;
    }

    private LinkedListNode<Waiter>? Best_NeedsLock()
    {
        LinkedListNode<Waiter>? best = null;
        for (LinkedListNode<Waiter>? node = _line.First; node is not null; node = node.Next)
        {
            if (!Fits_NeedsLock(node.Value.Work))
            {
                continue;
            }

            if (node.Value.Overtaken >= MostOvertaken)
            {
                return node;
            }

            if (best is null || Rank_NeedsLock(node.Value.Work).CompareTo(Rank_NeedsLock(best.Value.Work)) < 0)
            {
                best = node;
            }
        }

        return best;
    }

    private (WorkSize Size, int OfClient, TimeSpan Cost) Rank_NeedsLock(Work work) => (work.Size, _ofClient.GetValueOrDefault(work.Client), work.Cost);

    private bool Fits_NeedsLock(Work work) =>
        _active < limits.Places
        && (work.Size == WorkSize.Tiny || _active - _ofSize[(int)WorkSize.Tiny] < limits.NotTiny)
        && (work.Size != WorkSize.Large || _ofSize[(int)WorkSize.Large] < limits.Large)
        && _ofClient.GetValueOrDefault(work.Client) < limits.OfOneClient;

    private void Hold_NeedsLock(Work work)
    {
        _active++;
        _ofSize[(int)work.Size]++;
        _ofClient[work.Client] = _ofClient.GetValueOrDefault(work.Client) + 1;
    }

    private sealed class Waiter(Work work)
    {
        public Work Work { get; } = work;

        public int Overtaken { get; set; }

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
