namespace Tollama.Daemon.Runners;

/// <summary>The time that a call has for everything it does.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan? timeout)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>What is left; infinite without a limit.</summary>
    /// <exception cref="TimeoutException">Nothing is left.</exception>
    public TimeSpan Remaining
    {
        get
        {
            if (timeout is not { } limit)
            {
                return Timeout.InfiniteTimeSpan;
            }

            TimeSpan left = limit - Elapsed;
            return left > TimeSpan.Zero ? left : throw new TimeoutException();
        }
    }

    /// <summary>The lesser of what is left and <paramref name="limit"/>.</summary>
    public TimeSpan AtMost(TimeSpan limit)
    {
        TimeSpan left = Remaining;
        return left == Timeout.InfiniteTimeSpan || left > limit ? limit : left;
    }
}
