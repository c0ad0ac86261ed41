namespace Tollama.FakeHub;

/// <summary>The requests in order of arrival, and who waits for one.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<SeenRequest> _seen = [];
    private readonly List<Waiter> _waiters = [];
    private int _downloads;

    public int PeakDownloads { get; private set; }

    public IReadOnlyList<SeenRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public void Add(SeenRequest request)
    {
        lock (_lock)
        {
            _seen.Add(request);
            _downloads += request.Kind == RequestKind.Cdn ? 1 : 0;
            PeakDownloads = Math.Max(PeakDownloads, _downloads);
            _waiters.RemoveAll(waiter => Serve_NeedsLock(waiter));
        }
    }

    public void End(SeenRequest request)
    {
        lock (_lock)
        {
            _downloads -= request.Kind == RequestKind.Cdn ? 1 : 0;
        }
    }

    /// <summary>The <paramref name="count"/>th request that matches, as soon as it has arrived.</summary>
    public Task<SeenRequest> WaitAsync(Predicate<SeenRequest> when, int count, CancellationToken cancellationToken)
    {
        Waiter waiter = new(when, count, new TaskCompletionSource<SeenRequest>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (!Serve_NeedsLock(waiter))
            {
                _waiters.Add(waiter);
            }
        }

        return waiter.Source.Task.WaitAsync(cancellationToken);
    }

    private bool Serve_NeedsLock(Waiter waiter) =>
        _seen.Where(request => waiter.When(request)).Skip(waiter.Count - 1).FirstOrDefault() is { } found && waiter.Source.TrySetResult(found);

    private sealed record Waiter(Predicate<SeenRequest> When, int Count, TaskCompletionSource<SeenRequest> Source);
}
