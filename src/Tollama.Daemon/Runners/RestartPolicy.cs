namespace Tollama.Daemon.Runners;

/// <summary>When a process may be started again: pauses that double from crash to crash, and a breaker that stops the game.</summary>
/// <remarks>
/// Closed -> open after <see cref="RunnerPolicy.BreakerFailures"/> crashes within <see cref="RunnerPolicy.BreakerWindow"/>;
/// open -> half-open after <see cref="RunnerPolicy.BreakerPause"/>; half-open -> closed by the first answer, or open again by the next crash.
/// Time is measured by the clock that nobody can set. Not thread-safe: its owner calls it under its own lock.
/// </remarks>
internal sealed class RestartPolicy(RunnerPolicy policy, TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private readonly Queue<TimeSpan> _recent = new();
    private TimeSpan? _lastCrash;
    private TimeSpan _notBefore;
    private TimeSpan? _openUntil;
    private int _row;

    /// <summary>True from the opening of the breaker until a runner has proved itself.</summary>
    public bool OnProbation { get; private set; }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>How long requests are refused from now on; <see langword="null"/> when they are not.</summary>
    public TimeSpan? RefusedFor()
    {
        TimeSpan? left = _openUntil - Now;
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _openUntil = null;
        return null;
    }

    /// <summary>Until when starts are refused, by the clock on the wall; <see langword="null"/> when the breaker is closed or half open.</summary>
    public DateTimeOffset? OpenUntil() => time.GetUtcNow() + RefusedFor();

    /// <summary>How long to wait before the next start; zero when nothing crashed lately.</summary>
    public TimeSpan DelayBeforeStart()
    {
        TimeSpan left = _notBefore - Now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>A process crashed, was killed as hung, or could not be started.</summary>
    public void RecordCrash()
    {
        TimeSpan now = Now;
        _row = now - _lastCrash > policy.BreakerWindow ? 1 : _row + 1;
        _lastCrash = now;
        _notBefore = now + Backoff();

        _recent.Enqueue(now);
        while (now - _recent.Peek() > policy.BreakerWindow)
        {
            _recent.Dequeue();
        }

        if (OnProbation || _recent.Count >= policy.BreakerFailures)
        {
            _recent.Clear();
            OnProbation = true;
            _openUntil = now + policy.BreakerPause;
        }
    }

    /// <summary>A runner answered a request.</summary>
    public void RecordAnswer()
    {
        OnProbation = false;
        _openUntil = null;
    }

    private TimeSpan Backoff()
    {
        double factor = Math.Pow(2, Math.Min(_row - 1, 30));
        return TimeSpan.FromTicks((long)Math.Min(policy.BackoffMin.Ticks * factor, policy.BackoffMax.Ticks));
    }
}
