using Tollama.Core.Errors;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Operations;

/// <summary>A request that the daemon works on: how far it is, and what ends it early.</summary>
internal sealed class RunningRequest : IDisposable
{
    private readonly CancellationTokenSource _ended;
    private readonly TimeSpan? _idleLimit;
    private readonly TimeProvider _time;
    private readonly ITimer? _idle;
    private readonly long _started;
    private readonly RunningRequest? _whole;
    private ITimer? _deadline;
    private TollamaException? _reason;

    internal RunningRequest(string operation, string id, string client, TimeSpan? idleLimit, TimeProvider time, CancellationToken aborted)
    {
        (Operation, Id, Client, _idleLimit, _time) = (operation, id, client, idleLimit, time);
        _started = time.GetTimestamp();
        _ended = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _idle = idleLimit is { } limit ? time.CreateTimer(static request => ((RunningRequest)request!).EndIdle(), this, limit, Timeout.InfiniteTimeSpan) : null;
    }

    private RunningRequest(RunningRequest whole)
    {
        _whole = whole;
        (Operation, Id, Client, Model) = (whole.Operation, whole.Id, whole.Client, whole.Model);
        (_ended, _time, _started) = (whole._ended, whole._time, whole._started);
    }

    /// <summary>What is done: <c>forecast</c>.</summary>
    internal string Operation { get; }

    /// <summary>The id of the request.</summary>
    internal string Id { get; }

    /// <summary>Who asks.</summary>
    internal string Client { get; }

    /// <summary>The model that was asked for, once it was read.</summary>
    internal string? Model { get; set; }

    /// <summary>What happens to it now.</summary>
    internal RequestState State { get; private set; }

    /// <summary>How many series are done, of how many; <see langword="null"/> before that is known.</summary>
    internal ProgressNotice? Progress { get; private set; }

    /// <summary>The time since it arrived.</summary>
    internal TimeSpan Age => _time.GetElapsedTime(_started);

    /// <summary>Fires when the work must end: the client has left, the time is over, or somebody stopped it.</summary>
    internal CancellationToken Token => _ended.Token;

    /// <summary>A part of its work: what ends the request ends the part, and its progress keeps the request alive but is not that of the request.</summary>
    internal RunningRequest Part() => new(_whole ?? this);

    /// <summary>Notes that it has come further.</summary>
    internal void Enter(RequestState state)
    {
        State = state;
        _whole?.Enter(state);
        _idle?.Change(_idleLimit!.Value, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes how far it has come.</summary>
    internal void Advance(ProgressNotice progress)
    {
        Progress = progress;
        Enter(State);
    }

    /// <summary>Ends it when it is older than <paramref name="timeout"/>; the first time that is said counts.</summary>
    internal void EndAfter(TimeSpan timeout)
    {
        if (_whole is not null)
        {
            _whole.EndAfter(timeout);
            return;
        }

        TimeSpan left = timeout - Age;
        _deadline ??= _time.CreateTimer(
            _ => End(new TollamaException(
                ErrorCode.Timeout,
                FormattableString.Invariant($"the forecast took longer than {timeout.TotalSeconds:0.###} s and was cancelled"),
                "send fewer series at once, a faster model, or a longer timeout")),
            null,
            left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends it because somebody asked for that.</summary>
    internal void Stop() => (_whole ?? this).End(new TollamaException(ErrorCode.Canceled, $"the request '{Id}' was stopped", "somebody stopped it with 'tollama requests --cancel' or DELETE /api/requests"));

    /// <summary>What to tell the client when the work was canceled: why, unless the client itself has left.</summary>
    internal Exception Explain(Exception exception) => exception is OperationCanceledException && Volatile.Read(ref (_whole ?? this)._reason) is { } reason ? reason : exception;

    public void Dispose()
    {
        if (_whole is not null)
        {
            return;
        }

        _idle?.Dispose();
        _deadline?.Dispose();
        _ended.Dispose();
    }

    private void EndIdle() => End(new TollamaException(
        ErrorCode.Timeout,
        FormattableString.Invariant($"the request made no progress for {_idleLimit!.Value.TotalSeconds:0.###} s ({State.ToWireName()}) and was cancelled"),
        "send fewer or shorter series at once, take a faster model, or raise TOLLAMA_PROGRESS_TIMEOUT"));

    private void End(TollamaException reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            try
            {
                _ended.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended between the timer and here.
            }
        }
    }
}
