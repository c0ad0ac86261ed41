using Tollama.Core.Api;
using Tollama.Core.Text;

namespace Tollama.Cli.Progress;

/// <summary>One step of long work: how far it is, and how fast it moves.</summary>
internal sealed class Transfer(string status, TimeProvider time)
{
    // Long enough to be calm, short enough to tell a stall.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<(long Time, long Completed)> _samples = [];
    private long? _total;
    private long _completed;

    /// <summary>What the step is, fit for a terminal: names of files in it are of others.</summary>
    public string Status { get; } = VisibleText.OneLine(status);

    /// <summary>All bytes; <see langword="null"/> when they are not known, or the step has none.</summary>
    public long? Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>The bytes that are done; it never falls.</summary>
    public long Completed
    {
        get
        {
            lock (_lock)
            {
                return _completed;
            }
        }
    }

    /// <summary>0 to 100, rounded down; <see langword="null"/> without a total.</summary>
    public int? Percent
    {
        get
        {
            lock (_lock)
            {
                return _total is > 0 and { } total ? (int)(100 * (double)Math.Min(_completed, total) / total) : null;
            }
        }
    }

    /// <summary>Takes a line of this step; a line without a number of bytes means none so far.</summary>
    public void Update(PullProgress line)
    {
        lock (_lock)
        {
            // What the first line has was there before; only what comes later was moved now.
            _total = line.Total ?? _total;
            _completed = Math.Max(_completed, line.Completed ?? 0);
            _samples.Enqueue((time.GetTimestamp(), _completed));
            while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().Time) > Window)
            {
                _samples.Dequeue();
            }
        }
    }

    /// <summary>The speed of the last seconds; <see langword="null"/> until something was moved.</summary>
    public double? BytesPerSecond()
    {
        lock (_lock)
        {
            if (!_samples.TryPeek(out (long Time, long Completed) first) || _completed == first.Completed)
            {
                return null;
            }

            double seconds = time.GetElapsedTime(first.Time).TotalSeconds;
            return seconds > 0 ? (_completed - first.Completed) / seconds : null;
        }
    }
}
