using System.Diagnostics.CodeAnalysis;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>The requests on one connection that have no answer yet, by id.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingCall> _calls = [];
    private long _lastId;
    private int _cancels;
    private Exception? _closed;

    /// <summary>How many calls have no answer, abandoned ones included, cancels not.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count - _cancels;
            }
        }
    }

    /// <summary>Gives a new call its id. On a closed connection the call has failed already.</summary>
    public PendingCall Add(Action<ProgressNotice>? progress)
    {
        lock (_gate)
        {
            return Add_NeedsLock(new PendingCall(++_lastId, progress));
        }
    }

    /// <summary>As <see cref="Add"/>, for a cancel, which is no work.</summary>
    public PendingCall AddCancel()
    {
        lock (_gate)
        {
            return Add_NeedsLock(new PendingCall(++_lastId, progress: null) { IsCancel = true });
        }
    }

    /// <summary>Looks a call up; <see langword="false"/> for ids never given out or answered before.</summary>
    public bool TryGet(long id, [NotNullWhen(true)] out PendingCall? call)
    {
        lock (_gate)
        {
            return _calls.TryGetValue(id, out call);
        }
    }

    /// <summary>Takes a call out: from now on nobody else can end it.</summary>
    public bool TryTake(long id, [NotNullWhen(true)] out PendingCall? call)
    {
        lock (_gate)
        {
            return TryTake_NeedsLock(id, out call);
        }
    }

    /// <summary>Takes out the call with the longest line; <see langword="false"/> when none waits.</summary>
    public bool TryTakeLongest([NotNullWhen(true)] out PendingCall? call)
    {
        lock (_gate)
        {
            return TryTake_NeedsLock(_calls.Values.MaxBy(waiting => waiting.LineBytes)?.Id ?? 0, out call);
        }
    }

    /// <summary>Fails everything that waits, and whatever comes later.</summary>
    public void Close(Exception cause)
    {
        PendingCall[] calls;
        lock (_gate)
        {
            _closed ??= cause;
            calls = [.. _calls.Values];
            _calls.Clear();
            _cancels = 0;
        }

        foreach (PendingCall call in calls)
        {
            call.Fail(cause);
        }
    }

    private PendingCall Add_NeedsLock(PendingCall call)
    {
        if (_closed is not null)
        {
            call.Fail(_closed);
        }
        else
        {
            _calls.Add(call.Id, call);
            _cancels += call.IsCancel ? 1 : 0;
        }

        return call;
    }

    private bool TryTake_NeedsLock(long id, [NotNullWhen(true)] out PendingCall? call)
    {
        bool found = _calls.Remove(id, out call);
        _cancels -= call is { IsCancel: true } ? 1 : 0;
        return found;
    }
}
