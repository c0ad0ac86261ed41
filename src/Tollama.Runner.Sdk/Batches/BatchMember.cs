using Tollama.Core.Forecasting;

namespace Tollama.Runner.Sdk;

/// <summary>One request's part in a batch. Its end is its own: it is over as soon as it is cancelled, whatever the others do.</summary>
internal sealed class BatchMember
{
    private readonly TaskCompletionSource<IReadOnlyList<SeriesOutcome>> _outcomes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly IProgress<int>? _progress;
    private readonly CancellationTokenRegistration _cancellation;
    private bool _ended;

    public BatchMember(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        Task = task;
        CancellationToken = cancellationToken;
        _progress = progress;
        _cancellation = cancellationToken.UnsafeRegister(static member => ((BatchMember)member!).Leave(), this);
    }

    public ForecastTask Task { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The outcomes of its series, in the order of its task.</summary>
    public Task<IReadOnlyList<SeriesOutcome>> Outcomes => _outcomes.Task;

    /// <summary>Whether its series may be in one task with those of another.</summary>
    public bool Fits(BatchMember other) =>
        Task.Horizon == other.Task.Horizon
        && Task.Seed == other.Task.Seed
        && Task.QuantileLevels.SequenceEqual(other.Task.QuantileLevels)
        && Task.Include.SequenceEqual(other.Task.Include)
        && Task.Options?.GetRawText() == other.Task.Options?.GetRawText();

    /// <summary>Tells how many of its series are done; nothing after its end, because its answer may be out.</summary>
    public void Report(int completed)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _progress?.Report(completed);
            }
        }
    }

    public void Complete(IReadOnlyList<SeriesOutcome> outcomes)
    {
        _cancellation.Dispose();
        End();
        _outcomes.TrySetResult(outcomes);
    }

    public void Fail(Exception error)
    {
        _cancellation.Dispose();
        End();
        _outcomes.TrySetException(error);
    }

    private void Leave()
    {
        End();
        _outcomes.TrySetCanceled(CancellationToken);
    }

    private void End()
    {
        lock (_lock)
        {
            _ended = true;
        }
    }
}
