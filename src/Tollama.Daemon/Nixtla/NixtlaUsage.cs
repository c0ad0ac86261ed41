namespace Tollama.Daemon.Nixtla;

/// <summary>Counts the requests of Nixtla's clients in this minute and this month, since the daemon started.</summary>
internal sealed class NixtlaUsage(TimeProvider time)
{
    private const int MonthsOfYear = 12;

    private readonly Lock _lock = new();
    private (long Period, int Count) _minute;
    private (long Period, int Count) _month;

    /// <summary>Counts a request.</summary>
    internal void Count()
    {
        lock (_lock)
        {
            Turn_NeedsLock();
            _minute.Count++;
            _month.Count++;
        }
    }

    /// <summary>The counts so far.</summary>
    internal (int Minute, int Month) Read()
    {
        lock (_lock)
        {
            Turn_NeedsLock();
            return (_minute.Count, _month.Count);
        }
    }

    private void Turn_NeedsLock()
    {
        DateTimeOffset now = time.GetUtcNow();
        long minute = now.Ticks / TimeSpan.TicksPerMinute;
        long month = (now.Year * MonthsOfYear) + now.Month;
        _minute = _minute.Period == minute ? _minute : (minute, 0);
        _month = _month.Period == month ? _month : (month, 0);
    }
}
