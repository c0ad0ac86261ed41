using Tollama.Core.Forecasting;

namespace Tollama.Runner.Sdk;

/// <summary>Puts forecasts together that arrive while the model is busy.</summary>
/// <remarks>
/// Nobody waits on purpose: an idle model begins at once, and whatever has come by its end is the next batch. A window of time would make a lone request
/// slower and add nothing under load. Batches run one after the other, because each has all cores; requests with many series run beside them.
/// A batch begins with the smallest request, see <see cref="Turns{T}"/>: a request of many steps or series makes few others wait.
/// </remarks>
internal sealed class BatchQueue(IBatchModel model)
{
    /// <summary>The most series of a batch. More gain nothing, and make those wait that come next.</summary>
    internal const int MaxSeries = 64;

    /// <summary>How many batches the request that has waited longest is passed over by.</summary>
    internal const int MaxOvertakings = 8;

    private readonly Lock _lock = new();
    private readonly Turns<BatchMember> _waiting = new(MaxOvertakings);
    private bool _isBusy;

    /// <summary>Whether a task is small enough to gain, and the model can join it with others.</summary>
    public bool Takes(ForecastTask task) => task.Series.Count < MaxSeries && model.CanJoin(task);

    /// <summary>Forecasts a task, alone or with others.</summary>
    /// <param name="task">One that <see cref="Takes"/> accepts.</param>
    /// <param name="progress">Told the number of series finished so far; never after the end of the result.</param>
    /// <param name="cancellationToken">Ends the wait at once; the computation as well, when nobody else is in it.</param>
    public Task<IReadOnlyList<SeriesOutcome>> ForecastAsync(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        BatchMember member = new(task, progress, cancellationToken);
        bool isFirst;
        lock (_lock)
        {
            _waiting.Add(member, (long)task.Series.Count * task.Horizon);
            isFirst = !_isBusy;
            _isBusy = true;
        }

        if (isFirst)
        {
            _ = Task.Run(RunAll, CancellationToken.None);
        }

        return member.Outcomes;
    }

    private void RunAll()
    {
        while (Next() is { } batch)
        {
            batch.Run(model);
        }
    }

    /// <summary>The one whose turn it is, and those that fit to it.</summary>
    private Batch? Next()
    {
        lock (_lock)
        {
            _waiting.Remove(member => member.Outcomes.IsCompleted);
            if (_waiting.Next() is not { } first)
            {
                _isBusy = false;
                return null;
            }

            List<BatchMember> members = [first];
            int series = first.Task.Series.Count;
            foreach (BatchMember member in _waiting.InOrder)
            {
                if (member != first && series + member.Task.Series.Count <= MaxSeries && first.Fits(member))
                {
                    members.Add(member);
                    series += member.Task.Series.Count;
                }
            }

            _waiting.Remove(members.Contains);
            return new Batch(members);
        }
    }
}
