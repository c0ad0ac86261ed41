using System.Diagnostics.CodeAnalysis;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>The requests on one connection that have no answer yet, by id.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingCall> _calls = [];
    private long _lastId;
    private Exception? _closed;

    /// <summary>How many calls have no answer, abandoned ones included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Gives a new call its id. On a closed connection the call has failed already.</summary>
    public PendingCall Add(Action<ProgressNotice>? progress)
    {
        lock (_gate)
        {
            PendingCall call = new(++_lastId, progress);
            if (_closed is not null)
            {
                call.Fail(_closed);
            }
            else
            {
                _calls.Add(call.Id, call);
            }

            return call;
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
            return _calls.Remove(id, out call);
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
        }

        foreach (PendingCall call in calls)
        {
            call.Fail(cause);
        }
    }
}
