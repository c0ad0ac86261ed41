namespace Tollama.FakeHub;

/// <summary>Lets so many bytes of a response pass, then holds it until the test lets more pass or the client leaves.</summary>
/// <remarks>
/// The number counts from the start of each response's body, and is one number for all responses that pass the gate.
/// As <see cref="Fault.Hold"/> a gate holds the whole answer: it passes once any byte is allowed.
/// </remarks>
/// <param name="allowed">How many bytes pass at first.</param>
public sealed class Gate(long allowed = 0)
{
    private readonly Lock _lock = new();
    private readonly List<(long Sent, TaskCompletionSource Source)> _held = [];
    private readonly List<(int Count, TaskCompletionSource Source)> _watchers = [];
    private long _allowed = allowed;

    /// <summary>Lets <paramref name="bytes"/> more pass.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _allowed = checked(_allowed + bytes);
            Pass_NeedsLock();
        }
    }

    /// <summary>Lets everything pass, now and later.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _allowed = long.MaxValue / 2;
            Pass_NeedsLock();
        }
    }

    /// <summary>Ends when <paramref name="count"/> responses stand at the gate: all that was allowed is on its way to the clients, and nothing more will come.</summary>
    public Task WaitUntilHeldAsync(CancellationToken cancellationToken, int count = 1)
    {
        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _watchers.Add((count, source));
            Tell_NeedsLock();
        }

        return source.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until a response that has sent <paramref name="sent"/> bytes may send more, and says how many.</summary>
    internal async ValueTask<long> PassAsync(long sent, CancellationToken cancellationToken)
    {
        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_allowed > sent)
            {
                return _allowed - sent;
            }

            _held.Add((sent, source));
            Tell_NeedsLock();
        }

        using CancellationTokenRegistration left = cancellationToken.Register(() => Leave(source));
        await source.Task;
        lock (_lock)
        {
            return _allowed - sent;
        }
    }

    private void Leave(TaskCompletionSource source)
    {
        lock (_lock)
        {
            _held.RemoveAll(held => held.Source == source);
        }

        source.TrySetCanceled();
    }

    private void Pass_NeedsLock()
    {
        foreach ((_, TaskCompletionSource source) in _held.Where(held => held.Sent < _allowed))
        {
            source.TrySetResult();
        }

        _held.RemoveAll(held => held.Sent < _allowed);
    }

    private void Tell_NeedsLock()
    {
        foreach ((_, TaskCompletionSource source) in _watchers.Where(watcher => watcher.Count <= _held.Count))
        {
            source.TrySetResult();
        }

        _watchers.RemoveAll(watcher => watcher.Count <= _held.Count);
    }
}
