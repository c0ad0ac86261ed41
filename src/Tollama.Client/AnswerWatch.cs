namespace Tollama.Client;

/// <summary>Gives up one answer when the daemon has fallen silent.</summary>
internal sealed class AnswerWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _done = new();
    private readonly CancellationTokenSource _either;
    private readonly Task _watching = Task.CompletedTask;

    /// <summary>Begins to watch.</summary>
    /// <param name="patience">How long; <see langword="null"/> for without end.</param>
    /// <param name="isQuick">True if the answer has to be whole within the time; otherwise signs of life are enough.</param>
    /// <param name="signOfLife">Asks the daemon for one.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public AnswerWatch(ClientPatience? patience, bool isQuick, Func<CancellationToken, Task> signOfLife, CancellationToken cancellationToken)
    {
        _silence = patience is not null && isQuick ? new CancellationTokenSource(patience.Answer, patience.Time) : new CancellationTokenSource();
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        if (patience is not null && !isQuick)
        {
            _watching = WatchAsync(patience, signOfLife);
        }
    }

    /// <summary>Cancelled when the caller leaves or the daemon is silent.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>True when the daemon has been silent for too long.</summary>
    public bool IsSilent => _silence.IsCancellationRequested;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _either.Dispose();
        _silence.Dispose();
        _done.Dispose();
    }

    private async Task WatchAsync(ClientPatience patience, Func<CancellationToken, Task> signOfLife)
    {
        try
        {
            while (true)
            {
                await Task.Delay(patience.Answer, patience.Time, _done.Token).ConfigureAwait(false);
                using CancellationTokenSource deadline = new(patience.Answer, patience.Time);
                using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _done.Token);
                await signOfLife(either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            if (!_done.IsCancellationRequested)
            {
                await _silence.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
