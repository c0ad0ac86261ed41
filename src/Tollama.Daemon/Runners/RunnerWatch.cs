using System.Globalization;

namespace Tollama.Daemon.Runners;

/// <summary>Looks at a process as long as it lives: ends one that nobody needs or that keeps too much memory, and kills one that takes too much.</summary>
internal sealed class RunnerWatch : IDisposable
{
    private const long Mebibyte = 1 << 20;

    // A runner gives memory back by itself after some seconds without a request.
    private const int LooksToGiveBack = 3;

    private readonly RunnerSession _session;
    private readonly RunnerPolicy _policy;
    private readonly TimeSpan? _stopWhenIdle;
    private readonly Action<RunnerSession, string> _retire;
    private readonly ITimer _timer;
    private int _fatLooks;

    /// <summary>Begins to look.</summary>
    /// <param name="session">The process.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="stopWhenIdle">After how long without a request the process is ended; <see langword="null"/> = never.</param>
    /// <param name="time">The clock.</param>
    /// <param name="retire">Ends an idle process; the text says why.</param>
    public RunnerWatch(RunnerSession session, RunnerPolicy policy, TimeSpan? stopWhenIdle, TimeProvider time, Action<RunnerSession, string> retire)
    {
        _session = session;
        _policy = policy;
        _stopWhenIdle = stopWhenIdle;
        _retire = retire;
        _timer = time.CreateTimer(_ => Look(), null, policy.WatchInterval, policy.WatchInterval);
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long bytes = _session.ResidentBytes;
        if (_session.IdleFor is not { } idle)
        {
            _fatLooks = 0;
            if (bytes > _policy.Memory.MaxBytes)
            {
                _session.KillOverMemory($"took more than {Mebibytes(_policy.Memory.MaxBytes.Value)} of memory");
            }
        }
        else if (idle >= _stopWhenIdle)
        {
            _retire(_session, "was idle");
        }
        else if (!IsTooFat(bytes))
        {
            _fatLooks = 0;
        }
        else if (++_fatLooks > LooksToGiveBack)
        {
            _retire(_session, $"kept {Mebibytes(bytes)} of memory while idle");
        }
    }

    private bool IsTooFat(long bytes) => bytes > _policy.Memory.MaxBytes || _policy.Memory.IsFat(bytes, _session.LoadedBytes);

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte} MiB");
}
