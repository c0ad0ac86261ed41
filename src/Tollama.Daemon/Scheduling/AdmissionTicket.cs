namespace Tollama.Daemon.Scheduling;

/// <summary>One accepted request, until it is disposed.</summary>
internal sealed class AdmissionTicket(AdmissionQueue queue, string client, AdmissionTicket? whole = null) : IDisposable
{
    private readonly Lock _lock = new();
    private bool _isLarge;
    private int _left;

    /// <summary>Who sent the request.</summary>
    internal string Client => client;

    /// <summary>A ticket for a part of the request's work, which this one is held for until all parts have ended.</summary>
    internal AdmissionTicket Part() => new(queue, client, whole ?? this);

    /// <summary>Tells how much work it is, once that is known.</summary>
    /// <exception cref="Core.Errors.TollamaException">It is large, and too many large ones wait.</exception>
    internal void Weigh(WorkSize size)
    {
        if (whole is not null)
        {
            whole.Weigh(size);
            return;
        }

        lock (_lock)
        {
            if (size == WorkSize.Large && !_isLarge)
            {
                queue.CountLarge();
                _isLarge = true;
            }
        }
    }

    public void Dispose()
    {
        if (whole is null && Interlocked.Exchange(ref _left, 1) == 0)
        {
            queue.Leave(client, _isLarge);
        }
    }
}
