using System.Threading.Channels;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>One pull and everybody who waits for it. It ends early when the last of them leaves.</summary>
#pragma warning disable CA1001 // A source without a timer holds nothing that must be disposed of, and listeners may leave at any time.
internal sealed class PullSession
#pragma warning restore CA1001
{
    private const int MaxWaitingLines = 256;

    private readonly Lock _lock = new();
    private readonly List<PullProgress> _said = [];
    private readonly List<Channel<PullProgress>> _listeners = [];
    private readonly CancellationTokenSource _ending = new();
    private Exception? _fault;
    private bool _isOver;
    private bool _wasLeft;

    /// <summary>Starts the pull, with <see cref="First"/> listening.</summary>
    public PullSession(Func<Action<PullProgress>, CancellationToken, Task> pull)
    {
        First = NewListener();
        _listeners.Add(First);
        Ended = Task.Run(() => RunAsync(pull));
    }

    /// <summary>The listener of whoever started the pull: it hears the end even of a pull that is over before anybody could join.</summary>
    public Channel<PullProgress> First { get; }

    /// <summary>Ends when the pull has ended, well or not; never fails.</summary>
    public Task Ended { get; }

    /// <summary>A new listener, who hears first what was said so far; <see langword="null"/> if the pull is over, or ending because everybody left.</summary>
    public Channel<PullProgress>? Join()
    {
        Channel<PullProgress> listener = NewListener();
        lock (_lock)
        {
            if (_wasLeft || _isOver)
            {
                return null;
            }

            foreach (PullProgress line in _said)
            {
                listener.Writer.TryWrite(line);
            }

            _listeners.Add(listener);
            return listener;
        }
    }

    /// <summary>A listener leaves; the pull ends with the last one.</summary>
    public void Leave(Channel<PullProgress> listener)
    {
        lock (_lock)
        {
            if (!_listeners.Remove(listener) || _listeners.Count > 0 || _isOver)
            {
                return;
            }

            _wasLeft = true;
        }

        _ending.Cancel();
    }

    /// <summary>Ends the pull with an error for everybody who listens.</summary>
    public void Cancel(Exception reason)
    {
        lock (_lock)
        {
            _fault ??= reason;
            _wasLeft = true;
        }

        _ending.Cancel();
    }

    private static Channel<PullProgress> NewListener() => Channel.CreateBounded<PullProgress>(
        new BoundedChannelOptions(MaxWaitingLines) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private async Task RunAsync(Func<Action<PullProgress>, CancellationToken, Task> pull)
    {
        Exception? fault = null;
        try
        {
            await pull(Say, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            fault = error;
        }

        lock (_lock)
        {
            _isOver = true;
            _fault = fault is null ? null : _fault ?? fault;
            foreach (Channel<PullProgress> listener in _listeners)
            {
                listener.Writer.Complete(_fault);
            }

            _listeners.Clear();
        }
    }

    private void Say(PullProgress line)
    {
        lock (_lock)
        {
            // Whoever comes later needs only the last word on each blob.
            _said.RemoveAll(earlier => line.Digest is not null && earlier.Digest == line.Digest);
            _said.Add(line);
            foreach (Channel<PullProgress> listener in _listeners)
            {
                listener.Writer.TryWrite(line);
            }
        }
    }
}
