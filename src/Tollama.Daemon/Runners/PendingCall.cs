using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>A request that was sent. Its task ends with the line of the answer, not yet parsed.</summary>
internal sealed class PendingCall(long id, Action<ProgressNotice>? progress)
{
    private readonly TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The id under which the runner answers.</summary>
    public long Id { get; } = id;

    /// <summary>Who wants to know how far the request is.</summary>
    public Action<ProgressNotice>? Progress { get; private set; } = progress;

    /// <summary>The line of the answer, or why there is none.</summary>
    public Task<byte[]> Answer => _answer.Task;

    /// <summary>Ends the call with its answer.</summary>
    public void Complete(byte[] line) => _answer.TrySetResult(line);

    /// <summary>Ends the call without an answer.</summary>
    public void Fail(Exception cause)
    {
        _answer.TrySetException(cause);
        _ = _answer.Task.Exception;
    }

    /// <summary>Nobody waits any longer: what still comes is only a sign of life.</summary>
    public void Abandon() => Progress = null;
}
