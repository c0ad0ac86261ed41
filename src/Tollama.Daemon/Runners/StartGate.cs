using System.Threading.Channels;

namespace Tollama.Daemon.Runners;

/// <summary>Lets few processes start at the same time: each start takes a good part of a second of a processor, and a deadline runs meanwhile.</summary>
internal sealed class StartGate
{
    private readonly Channel<bool> _free;
    private readonly int _places;

    /// <summary>Creates the gate.</summary>
    /// <param name="places">How many may start at once.</param>
    public StartGate(int places)
    {
        _places = places;
        _free = Channel.CreateBounded<bool>(places);
        for (int place = 0; place < places; place++)
        {
            _free.Writer.TryWrite(true);
        }
    }

    /// <summary>How many start now.</summary>
    public int Starting => _places - _free.Reader.Count;

    /// <summary>Waits for a place; what is returned gives it back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new Place(_free.Writer);
    }

    private sealed class Place(ChannelWriter<bool> free) : IDisposable
    {
        public void Dispose() => free.TryWrite(true);
    }
}
