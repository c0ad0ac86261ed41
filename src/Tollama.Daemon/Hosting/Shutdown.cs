namespace Tollama.Daemon.Hosting;

/// <summary>How far the daemon is with ending: whether it lets anybody in, who still works, whether they may go on.</summary>
internal sealed class Shutdown : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _graceOver = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _draining;

    /// <summary>Fires when requests that were let in before the end began have had their time: what still runs has to stop and to say so.</summary>
    internal CancellationToken GraceOver => _graceOver.Token;

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

    /// <summary>Requests at work.</summary>
    internal int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>Ends when the daemon drains and nobody works any more.</summary>
    internal Task Idle => _idle.Task;

    /// <summary>Lets a request in; false while the daemon drains.</summary>
    internal bool TryEnter()
    {
        lock (_lock)
        {
            if (!_draining)
            {
                _running++;
            }

            return !_draining;
        }
    }

    internal void Leave()
    {
        lock (_lock)
        {
            if (--_running == 0 && _draining)
            {
                _idle.TrySetResult();
            }
        }
    }

    /// <summary>Nobody is let in from now on.</summary>
    internal void Drain()
    {
        lock (_lock)
        {
            _draining = true;
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }
    }

    internal Task EndGraceAsync() => _graceOver.CancelAsync();

    public void Dispose() => _graceOver.Dispose();
}
