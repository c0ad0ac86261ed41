using Tollama.Core.Errors;

namespace Tollama.Daemon.Nixtla;

/// <summary>Requests that are answered later, kept in memory: an hour after their end, or until there are too many of them.</summary>
/// <param name="time">The clock.</param>
internal sealed class NixtlaJobs(TimeProvider time) : IAsyncDisposable
{
    /// <summary>So many jobs may run or wait at once.</summary>
    internal const int MostUnfinished = 100;

    private const int MostFinished = 1000;
    private const long MostResultBytes = 256L << 20;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, NixtlaJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Makes a job; it is started by its maker.</summary>
    /// <param name="prefix">What its name begins with: <c>fc</c>.</param>
    /// <param name="owner">Who sends it.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.QueueFull"/>: too many run already.</exception>
    internal NixtlaJob Add(string prefix, string owner)
    {
        lock (_lock)
        {
            Forget_NeedsLock();
            if (_jobs.Values.Count(job => job.Ended is null) >= MostUnfinished)
            {
                throw new TollamaException(ErrorCode.QueueFull, $"{MostUnfinished} jobs have not ended yet", "try again after the time in Retry-After") { RetryAfter = RetryAfter };
            }

            NixtlaJob job = new($"{prefix}-{Guid.NewGuid():N}", owner);
            _jobs.Add(job.Id, job);
            return job;
        }
    }

    /// <summary>Forgets a job that could not be started.</summary>
    internal void Remove(NixtlaJob job)
    {
        lock (_lock)
        {
            _jobs.Remove(job.Id);
        }
    }

    /// <summary>The job of an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="maySee">Whether who asks may see the job of an owner.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.RequestNotFound"/>: there is none, or not for who asks.</exception>
    internal NixtlaJob Get(string id, Func<string, bool> maySee)
    {
        lock (_lock)
        {
            Forget_NeedsLock();
            return _jobs.TryGetValue(id, out NixtlaJob? job) && maySee(job.Owner) ? job : throw new TollamaException(
                ErrorCode.RequestNotFound, $"there is no job '{Excerpt.Of(id)}'", "jobs are kept for an hour after their end, and not beyond the daemon's");
        }
    }

    public async ValueTask DisposeAsync()
    {
        NixtlaJob[] all;
        lock (_lock)
        {
            all = [.. _jobs.Values];
            _jobs.Clear();
        }

        foreach (NixtlaJob job in all)
        {
            job.Cancel();
        }

        await Task.WhenAll(all.Select(job => job.Running)).ConfigureAwait(false);
        foreach (NixtlaJob job in all)
        {
            job.Dispose();
        }
    }

    private void Forget_NeedsLock()
    {
        DateTimeOffset oldest = time.GetUtcNow() - Kept;
        long bytes = 0;
        int count = 0;
        foreach (NixtlaJob job in _jobs.Values.Where(job => job.Ended is not null).OrderByDescending(job => job.Ended).ToArray())
        {
            bytes += job.Status.Result.Length;
            if (job.Ended < oldest || ++count > MostFinished || (bytes > MostResultBytes && count > 1))
            {
                _jobs.Remove(job.Id);
                job.Dispose();
            }
        }
    }
}
