using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Scheduling;

/// <summary>Limits the requests that the daemon has accepted and not yet answered.</summary>
/// <remarks>
/// A request counts from the moment its body is there until its forecast is computed, whether it waits, its model loads, or it is worked on. Who works when is the
/// affair of <see cref="FairPlaces"/>. A quarter of the queue is out of reach for a single client, and for large requests: so a small one of somebody else
/// is let in however many large ones wait.
/// </remarks>
/// <param name="capacity">How many requests may be accepted at once.</param>
/// <param name="places">Where accepted requests are worked on.</param>
internal sealed class AdmissionQueue(int capacity, ProcessPlaces places)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _ofClient = new(StringComparer.Ordinal);
    private readonly int _share = Math.Max(1, capacity - (capacity / 4));
    private int _admitted;
    private int _large;
    private bool _draining;

    /// <summary>Requests that were accepted and are not yet answered.</summary>
    internal int Admitted
    {
        get
        {
            lock (_lock)
            {
                return _admitted;
            }
        }
    }

    /// <summary>Requests of these that wait: for their turn, or for a model.</summary>
    internal int Waiting => Math.Max(0, Admitted - places.Active);

    /// <summary>Forecasts that are computed now.</summary>
    internal int Active => places.Active;

    /// <summary>True while the daemon shuts down.</summary>
    internal bool IsDraining
    {
        get
        {
            lock (_lock)
            {
                return _draining;
            }
        }
    }

    /// <summary>Refuses every request from now on; those that were accepted may finish.</summary>
    internal void Drain()
    {
        lock (_lock)
        {
            _draining = true;
        }
    }

    /// <summary>Refuses a request of which nothing was read, if it would not be let in now.</summary>
    /// <exception cref="TollamaException">The queue is full, or the daemon shuts down.</exception>
    internal void Check(string client)
    {
        lock (_lock)
        {
            Check_NeedsLock(client);
        }
    }

    /// <summary>Accepts a request. Dispose the ticket when the request has ended, with or without an answer.</summary>
    /// <param name="client">Who sends it.</param>
    /// <exception cref="TollamaException">The queue is full, or the daemon shuts down.</exception>
    internal AdmissionTicket Enter(string client)
    {
        lock (_lock)
        {
            Check_NeedsLock(client);
            _admitted++;
            _ofClient[client] = _ofClient.GetValueOrDefault(client) + 1;
            return new AdmissionTicket(this, client);
        }
    }

    internal void CountLarge()
    {
        lock (_lock)
        {
            if (_large >= _share)
            {
                throw Full(string.Create(CultureInfo.InvariantCulture, $"{_large} large requests wait"));
            }

            _large++;
        }
    }

    internal void Leave(string client, bool isLarge)
    {
        lock (_lock)
        {
            _admitted--;
            _large -= isLarge ? 1 : 0;
            if (--_ofClient[client] == 0)
            {
                _ofClient.Remove(client);
            }
        }
    }

    private static TollamaException Full(string why) => new(
        ErrorCode.QueueFull,
        $"server busy, please try again.  maximum pending requests exceeded ({why})",
        "try again after the time in Retry-After, send more series in one request, or raise TOLLAMA_MAX_QUEUE")
    {
        RetryAfter = RetryAfter,
    };

    private void Check_NeedsLock(string client)
    {
        if (_draining)
        {
            throw new TollamaException(ErrorCode.Draining, "the daemon is shutting down", "try again in a moment") { RetryAfter = RetryAfter };
        }

        if (_admitted >= capacity)
        {
            throw Full(string.Create(CultureInfo.InvariantCulture, $"{_admitted} are pending"));
        }

        if (_ofClient.GetValueOrDefault(client) is int mine && mine >= _share)
        {
            throw Full(string.Create(CultureInfo.InvariantCulture, $"{mine} of them are yours"));
        }
    }
}
