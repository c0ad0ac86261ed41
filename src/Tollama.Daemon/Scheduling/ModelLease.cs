using Tollama.Core.Protocol;

namespace Tollama.Daemon.Scheduling;

/// <summary>One request's hold on a loaded model; disposing gives it back and starts the keep-alive timer if it was the last.</summary>
internal sealed class ModelLease(ModelScheduler scheduler, LoadedModel model, TimeSpan loadTime) : IDisposable
{
    private int _returned;

    /// <summary>What the runner said of the model when it loaded it.</summary>
    internal LoadResult Load => model.Result!;

    /// <summary>How long this request waited for the load; zero when the model was there.</summary>
    internal TimeSpan LoadTime => loadTime;

    /// <summary>Marks the request as being at work in the runner, until the result is disposed.</summary>
    internal IDisposable Work() => scheduler.Work(model);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            scheduler.Return(model);
        }
    }
}
