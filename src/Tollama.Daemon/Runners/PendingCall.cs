using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>A request that was sent to a runner. Its task completes with the line of the answer, which is not parsed yet.</summary>
internal sealed class PendingCall(long id, Action<ProgressNotice>? progress)
{
    private readonly TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The id under which the runner answers.</summary>
    public long Id { get; } = id;

    /// <summary>True for the request to end another one.</summary>
    public bool IsCancel { get; init; }

    /// <summary>How many bytes the line of the request has; 0 before it is written.</summary>
    public int LineBytes { get; set; }

    /// <summary>Is told how far the request is; <see langword="null"/> if nobody wants to know.</summary>
    public Action<ProgressNotice>? Progress { get; private set; } = progress;

    /// <summary>The line of the answer; fails with the reason when there is none.</summary>
    public Task<byte[]> Answer => _answer.Task;

    /// <summary>Ends the call with its answer.</summary>
    public void Complete(byte[] line) => _answer.TrySetResult(line);

    /// <summary>Ends the call without an answer.</summary>
    public void Fail(Exception cause)
    {
        _answer.TrySetException(cause);
        _ = _answer.Task.Exception;
    }

    /// <summary>Stops the reports of progress, because nobody waits for the answer any longer.</summary>
    public void Abandon() => Progress = null;
}
