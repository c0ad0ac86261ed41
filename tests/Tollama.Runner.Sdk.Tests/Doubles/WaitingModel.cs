using System.Collections.Concurrent;
using Tollama.Core.Forecasting;

namespace Tollama.Runner.Sdk.Tests.Doubles;

/// <summary>A model that likes batches: it writes down what it gets, and waits in each task until it is let go.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing that must be disposed of.
internal sealed class WaitingModel : IBatchModel
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _turns = new(0);

    public ModelTraits Traits { get; } = new();

    /// <summary>The ids of the series of each task, in order.</summary>
    public ConcurrentQueue<string> Tasks { get; } = new();

    /// <summary>A series with this id makes its task fail.</summary>
    public string? Poison { get; set; }

    /// <summary>Returns when the next task has begun.</summary>
    public Task BegunAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets this many tasks end.</summary>
    public void LetGo(int tasks) => _turns.Release(tasks);

    public bool CanJoin(ForecastTask task) => task.Options is null;

    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        Tasks.Enqueue(string.Join(' ', task.Series.Select(series => series.Id)));
        _begun.Release();
        _turns.Wait(cancellationToken);
        progress?.Report(task.Series.Count);
        return task.Series.Any(series => series.Id == Poison)
            ? throw new InvalidOperationException("poisoned")
            : [.. task.Series.Select(series => ScriptedFamily.Outcome(series, task, series.Target.First()))];
    }
}
