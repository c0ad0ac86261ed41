using System.Collections.Concurrent;

namespace Tollama.Daemon.Scheduling;

/// <summary>The places of each process that computes: what waits for one process never waits for another.</summary>
internal sealed class ProcessPlaces(PlaceLimits limits)
{
    private const int ManyProcesses = 64;

    private readonly ConcurrentDictionary<string, FairPlaces> _places = new(StringComparer.Ordinal);

    /// <summary>Work that is computed now, in all processes.</summary>
    internal int Active => _places.Values.Sum(places => places.Active);

    /// <summary>The processes whose places are kept in mind.</summary>
    internal int Known => _places.Count;

    /// <summary>Waits for a place in a process.</summary>
    /// <param name="process">The name of the process.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask<Place> TakeAsync(string process, Work work, CancellationToken cancellationToken)
    {
        if (_places.Count > ManyProcesses)
        {
            ForgetIdle();
        }

        return _places.GetOrAdd(process, static (_, limits) => new FairPlaces(limits), limits).TakeAsync(work, cancellationToken);
    }

    // Models come and go under any names; their places must not stay.
    private void ForgetIdle()
    {
        foreach ((string process, FairPlaces places) in _places)
        {
            if (places.IsIdle)
            {
                _places.TryRemove(KeyValuePair.Create(process, places));
            }
        }
    }
}
