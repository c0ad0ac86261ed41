using System.Collections.Concurrent;

namespace Tollama.Soak.Daemons;

/// <summary>The daemon's log: all of it in a file, and apart from that the lines that tell of a defect.</summary>
internal sealed class DaemonLog
{
    private const string Greeting = "listening on ";
    private const int LinesKept = 200;

    // The breaker of a runner opened: right where runners are killed, and only there.
    private const string BreakerEvent = "[2003]";

    private static readonly string[] Defects = ["fail:", "crit:", "Unhandled exception", "Unobserved", "   at "];

    private readonly ConcurrentQueue<string> _defects = new();
    private readonly ConcurrentQueue<string> _tail = new();

    /// <summary>The lines that tell of a defect since the last call.</summary>
    /// <param name="runnersDie">Whether runners were killed meanwhile.</param>
    public IReadOnlyList<string> TakeDefects(bool runnersDie)
    {
        List<string> taken = [];
        while (_defects.TryDequeue(out string? line))
        {
            if (!runnersDie || !line.Contains(BreakerEvent, StringComparison.Ordinal))
            {
                taken.Add(line);
            }
        }

        return taken;
    }

    /// <summary>The last lines.</summary>
    public IEnumerable<string> Tail => _tail;

    public async Task ReadAsync(StreamReader log, TaskCompletionSource listening)
    {
        while (await log.ReadLineAsync() is { } line)
        {
            _tail.Enqueue(line);
            if (_tail.Count > LinesKept)
            {
                _tail.TryDequeue(out _);
            }

            if (Array.Exists(Defects, word => line.StartsWith(word, StringComparison.Ordinal)))
            {
                _defects.Enqueue(line);
            }

            if (line.Contains(Greeting, StringComparison.Ordinal))
            {
                listening.TrySetResult();
            }
        }

        listening.TrySetException(new InvalidOperationException($"The daemon ended before it listened. Its log:\n{string.Join('\n', _tail)}"));
    }
}
