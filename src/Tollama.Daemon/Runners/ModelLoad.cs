using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>How a runner loads a model: whenever it does so, at first, on a fresh process after a crash, or in the process of large work.</summary>
/// <param name="Parameters">What the runner is told.</param>
internal sealed record ModelLoad(LoadParams Parameters)
{
    /// <summary>The name that the runner knows the model by.</summary>
    public string Model => Parameters.Model;

    /// <summary>Looks at the model's files before each load, and fails when they are not what was installed.</summary>
    public Func<CancellationToken, Task> Check { get; init; } = static _ => Task.CompletedTask;
}
