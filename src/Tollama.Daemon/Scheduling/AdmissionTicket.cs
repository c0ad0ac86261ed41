namespace Tollama.Daemon.Scheduling;

/// <summary>One accepted request: it waits, then it has a place, then it gives the place back.</summary>
internal sealed class AdmissionTicket(AdmissionQueue queue) : IDisposable
{
    private bool _hasPlace;
    private bool _left;

    /// <summary>Waits for a place to be worked on.</summary>
    internal async Task TakePlaceAsync(CancellationToken cancellationToken)
    {
        await queue.TakePlaceAsync(cancellationToken).ConfigureAwait(false);
        _hasPlace = true;
    }

    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            queue.Leave(_hasPlace);
        }
    }
}
