namespace Tollama.Store;

/// <summary>Holds the connections of a pull together to a rate.</summary>
/// <param name="bytesPerSecond">The rate; at least 1.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimit(long bytesPerSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _free;

    /// <summary>How many bytes to read at most before <see cref="WaitAsync"/>: about a tenth of a second's worth.</summary>
    public int Portion { get; } = (int)Math.Clamp(bytesPerSecond / 10, 1, 1 << 20);

    /// <summary>Waits until so many more bytes are within the rate.</summary>
    public Task WaitAsync(int bytes, CancellationToken cancellationToken)
    {
        TimeSpan pause;
        lock (_lock)
        {
            TimeSpan now = time.GetElapsedTime(_start);
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
            pause = _free - now;
        }

        return Task.Delay(pause, time, cancellationToken);
    }
}
