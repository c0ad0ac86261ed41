using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>Lets requests be read and repaired, a few large ones at a time: what a body costs is known from its size before anything of it is parsed.</summary>
internal sealed class Preparation
{
    // Parsing, repair and time stamps of a table, the slowest kind: about 20 ns a byte.
    private const double MicrosecondsPerByte = 0.02;

    // One core stays free for everybody else.
    private readonly FairPlaces _places = new(new PlaceLimits(8 * Environment.ProcessorCount, Math.Max(1, Environment.ProcessorCount / 2)));

    /// <summary>Waits for the turn of a body.</summary>
    internal ValueTask<Place> TakeAsync(string client, long bytes, CancellationToken cancellationToken) =>
        _places.TakeAsync(new Work(client, TimeSpan.FromMicroseconds(bytes * MicrosecondsPerByte)), cancellationToken);
}
