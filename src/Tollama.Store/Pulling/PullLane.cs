using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Lets few pulls download at once; the others wait for their turn, in the order in which they came.</summary>
internal sealed class PullLane(int maxRunning, int maxWaiting) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _places = new(maxRunning, maxRunning);
    private int _waiting;

    /// <summary>Waits for a place.</summary>
    /// <param name="onWait">Called when there is none at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The place, to be disposed of when the download has ended.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.QueueFull"/>: too many wait already.</exception>
    public async Task<IDisposable> EnterAsync(Action onWait, CancellationToken cancellationToken)
    {
        // A semaphore may let a newcomer pass those who wait: here the ones that came first have the first places.
        if (Volatile.Read(ref _waiting) > 0 || !_places.Wait(0, CancellationToken.None))
        {
            await WaitAsync(onWait, cancellationToken).ConfigureAwait(false);
        }

        return new Place(_places);
    }

    public void Dispose() => _places.Dispose();

    private async Task WaitAsync(Action onWait, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > maxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new TollamaException(
                ErrorCode.QueueFull,
                string.Create(CultureInfo.InvariantCulture, $"too many pulls: {maxRunning} download, and {maxWaiting} wait for their turn"),
                "try again later, or raise TOLLAMA_MAX_PULLS")
            {
                RetryAfter = RetryAfter,
            };
        }

        try
        {
            onWait();
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
