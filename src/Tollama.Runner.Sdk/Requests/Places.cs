namespace Tollama.Runner.Sdk;

/// <summary>The places for forecasts that run. Of those who wait for one the smallest comes first, see <see cref="Turns{T}"/>.</summary>
/// <param name="count">How many run at the same time.</param>
internal sealed class Places(int count)
{
    /// <summary>How often the request that has waited longest is passed over.</summary>
    internal const int MaxOvertakings = 32;

    private readonly Lock _gate = new();
    private readonly Turns<TaskCompletionSource> _turns = new(MaxOvertakings);
    private int _free = count;

    /// <summary>Waits for a place; who has got it has to <see cref="Leave"/> it.</summary>
    public async Task EnterAsync(long size, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            _turns.Add(turn, size);
        }

        using (cancellationToken.UnsafeRegister(_ => GiveUp(turn, cancellationToken), null))
        {
            await turn.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            next = _turns.Next();
            if (next is null)
            {
                _free++;
                return;
            }

            _turns.Remove(turn => turn == next);
        }

        next.SetResult();
    }

    private void GiveUp(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        bool waits;
        lock (_gate)
        {
            waits = _turns.Remove(other => other == turn);
        }

        if (waits)
        {
            turn.SetCanceled(cancellationToken);
        }
    }
}
