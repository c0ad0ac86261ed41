using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tollama.Catalog;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>The pulls that are under way. Who asks for the same model listens to the same pull.</summary>
internal sealed class PullSessions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PullKey, PullSession> _sessions = [];

    /// <summary>Starts a pull or joins it, and gives its lines.</summary>
    public async IAsyncEnumerable<PullProgress> ListenAsync(
        PullKey key, Func<Action<PullProgress>, CancellationToken, Task> pull, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (PullSession session, Channel<PullProgress> listener) = await JoinAsync(key, pull, cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (PullProgress line in listener.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }
        }
        finally
        {
            session.Leave(listener);
        }
    }

    /// <summary>Ends every pull of a model and waits until it has let go of its files.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> CancelAsync(ModelName name, Exception reason, CancellationToken cancellationToken)
    {
        PullSession[] sessions;
        lock (_lock)
        {
            sessions = [.. _sessions.Where(pair => pair.Key.Name == name).Select(pair => pair.Value)];
        }

        foreach (PullSession session in sessions)
        {
            session.Cancel(reason);
            await session.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return sessions.Length > 0;
    }

    /// <summary>Ends all pulls; what they have fetched stays.</summary>
    public async Task CancelAllAsync(Exception reason)
    {
        PullSession[] sessions;
        lock (_lock)
        {
            sessions = [.. _sessions.Values];
        }

        foreach (PullSession session in sessions)
        {
            session.Cancel(reason);
        }

        await Task.WhenAll(sessions.Select(session => session.Ended)).ConfigureAwait(false);
    }

    private async Task<(PullSession Session, Channel<PullProgress> Listener)> JoinAsync(
        PullKey key, Func<Action<PullProgress>, CancellationToken, Task> pull, CancellationToken cancellationToken)
    {
        while (true)
        {
            PullSession session;
            lock (_lock)
            {
                if (!_sessions.TryGetValue(key, out session!))
                {
                    session = Start_NeedsLock(key, pull);
                    return (session, session.First);
                }

                if (session.Join() is { } listener)
                {
                    return (session, listener);
                }
            }

            await session.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            Forget(key, session);
        }
    }

    private PullSession Start_NeedsLock(PullKey key, Func<Action<PullProgress>, CancellationToken, Task> pull)
    {
        PullSession session = new(pull);
        _sessions.Add(key, session);
        _ = session.Ended.ContinueWith(
            _ => Forget(key, session), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return session;
    }

    private void Forget(PullKey key, PullSession session)
    {
        lock (_lock)
        {
            if (_sessions.GetValueOrDefault(key) == session)
            {
                _sessions.Remove(key);
            }
        }
    }
}
