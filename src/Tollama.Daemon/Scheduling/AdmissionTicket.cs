namespace Tollama.Daemon.Scheduling;

/// <summary>One accepted request, until it is disposed.</summary>
internal sealed class AdmissionTicket(AdmissionQueue queue, string client) : IDisposable
{
    private bool _isLarge;
    private int _left;

    /// <summary>Who sent the request.</summary>
    internal string Client => client;

    /// <summary>Tells how much work it is, once that is known.</summary>
    /// <exception cref="Core.Errors.TollamaException">It is large, and too many large ones wait.</exception>
    internal void Weigh(WorkSize size)
    {
        if (size == WorkSize.Large && !_isLarge)
        {
            queue.CountLarge();
            _isLarge = true;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            queue.Leave(client, _isLarge);
        }
    }
}
