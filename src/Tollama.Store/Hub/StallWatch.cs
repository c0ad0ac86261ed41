namespace Tollama.Store;

/// <summary>Cancels what waits for a silent hub. Each sign of life starts its time anew.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    public StallWatch(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        _patience = patience;
        _caller = cancellationToken;
        _silence = new CancellationTokenSource(patience, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, cancellationToken);
    }

    /// <summary>Fires when the hub was silent for too long, or the caller gives up.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>True if it was the hub.</summary>
    public bool HasStalled => _silence.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void SignOfLife() => _silence.CancelAfter(_patience);

    /// <summary>Stops the time until the next sign of life: what happens meanwhile is not the hub's.</summary>
    public void Rest() => _silence.CancelAfter(Timeout.InfiniteTimeSpan);

    public TransientHubException Stall(Uri address) => new($"{address.Host} sent nothing for {_patience.TotalSeconds:0} seconds") { IsStall = true };

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
