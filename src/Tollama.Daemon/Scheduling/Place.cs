namespace Tollama.Daemon.Scheduling;

/// <summary>A place to be worked on; disposing gives it to the next.</summary>
internal sealed class Place(FairPlaces places, Work work) : IDisposable
{
    private int _released;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            places.Release(work);
        }
    }
}
