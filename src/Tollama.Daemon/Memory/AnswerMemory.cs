namespace Tollama.Daemon.Memory;

/// <summary>The memory of answers until their clients have read them. Who needs some waits until it is there, and nobody can take all of it.</summary>
/// <remarks>
/// Answers up to <see cref="SmallBytes"/> take nothing and wait for nothing. Of the rest a quarter is out of reach for answers above a 256th of it, and half for any
/// single client. The next share goes to the client that holds the least, then to the smaller answer, then to who came first; who was overtaken
/// <see cref="MostOvertaken"/> times is next, and nobody overtakes it any more.
/// </remarks>
/// <param name="total">The bytes to share.</param>
internal sealed class AnswerMemory(long total)
{
    /// <summary>The largest answer that needs no share: as many of these as there can be connections are about as much as the budget.</summary>
    internal const long SmallBytes = 64 << 10;

    internal const int MostOvertaken = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _line = [];
    private readonly Dictionary<string, long> _ofClient = new(StringComparer.Ordinal);
    private long _used;
    private long _usedByLarge;

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

    /// <summary>Waits for the share of an answer. An answer that is more than its client may hold at all gets that.</summary>
    /// <param name="client">Whose answer it is.</param>
    /// <param name="bytes">How large it will be in memory.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Gives the share back when it is disposed; <see langword="null"/> for a small answer.</returns>
    internal ValueTask<IDisposable?> TakeAsync(string client, long bytes, CancellationToken cancellationToken)
    {
        if (bytes <= SmallBytes)
        {
            return ValueTask.FromResult<IDisposable?>(null);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter = new(client, Math.Min(bytes, total / 2), bytes > total / 256);
        lock (_lock)
        {
            if (!_line.Any(earlier => IsDue_NeedsLock(earlier)) && Fits_NeedsLock(waiter))
            {
                Hold_NeedsLock(waiter);
                return ValueTask.FromResult<IDisposable?>(new Share(this, waiter));
            }

            _line.AddLast(waiter);
        }

        return WaitAsync(waiter, cancellationToken);
    }

    private async ValueTask<IDisposable?> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Share(this, waiter);
        }
        catch (OperationCanceledException)
        {
            Leave(waiter);
            throw;
        }
    }

    // Also of one who got a share while it was canceled.
    private void Leave(Waiter waiter)
    {
        List<Waiter> next;
        lock (_lock)
        {
            if (!_line.Remove(waiter))
            {
                Release_NeedsLock(waiter);
            }

            next = Grant_NeedsLock();
        }

        next.ForEach(granted => granted.Turn.SetResult());
    }

    private List<Waiter> Grant_NeedsLock()
    {
        List<Waiter> granted = [];
        while (Best_NeedsLock() is { } best)
        {
            foreach (Waiter earlier in _line.TakeWhile(earlier => earlier != best))
            {
                earlier.Overtaken++;
            }

            _line.Remove(best);
            Hold_NeedsLock(best);
            granted.Add(best);
        }

        return granted;
    }

    private Waiter? Best_NeedsLock()
    {
        Waiter? best = null;
        foreach (Waiter waiter in _line)
        {
            bool fits = Fits_NeedsLock(waiter);
            if (IsDue_NeedsLock(waiter))
            {
                return fits ? waiter : null;
            }

            if (fits && (best is null || Rank_NeedsLock(waiter).CompareTo(Rank_NeedsLock(best)) < 0))
            {
                best = waiter;
            }
        }

        return best;
    }

    private (long OfClient, long Bytes) Rank_NeedsLock(Waiter waiter) => (_ofClient.GetValueOrDefault(waiter.Client), waiter.Bytes);

    // Only memory is waited for: one that its own client's other answers keep waiting holds up nobody else.
    private bool IsDue_NeedsLock(Waiter waiter) => waiter.Overtaken >= MostOvertaken && FitsClient_NeedsLock(waiter);

    private bool FitsClient_NeedsLock(Waiter waiter) => _ofClient.GetValueOrDefault(waiter.Client) + waiter.Bytes <= total / 2;

    private bool Fits_NeedsLock(Waiter waiter) =>
        _used + waiter.Bytes <= total
        && (!waiter.IsLarge || _usedByLarge + waiter.Bytes <= total - (total / 4))
        && FitsClient_NeedsLock(waiter);

    private void Hold_NeedsLock(Waiter waiter)
    {
        _used += waiter.Bytes;
        _usedByLarge += waiter.IsLarge ? waiter.Bytes : 0;
        _ofClient[waiter.Client] = _ofClient.GetValueOrDefault(waiter.Client) + waiter.Bytes;
    }

    private void Release_NeedsLock(Waiter waiter)
    {
        _used -= waiter.Bytes;
        _usedByLarge -= waiter.IsLarge ? waiter.Bytes : 0;
        if ((_ofClient[waiter.Client] -= waiter.Bytes) == 0)
        {
            _ofClient.Remove(waiter.Client);
        }
    }

    private sealed class Waiter(string client, long bytes, bool isLarge)
    {
        public string Client { get; } = client;

        public long Bytes { get; } = bytes;

        public bool IsLarge { get; } = isLarge;

        public int Overtaken { get; set; }

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Share(AnswerMemory memory, Waiter waiter) : IDisposable
    {
        private int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                memory.Leave(waiter);
            }
        }
    }
}
