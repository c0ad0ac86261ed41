using System.Collections.Concurrent;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Scheduling;

/// <summary>Loads and unloads when the test says so.</summary>
internal sealed class FakeModelHost : IModelHost
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _unloads = new();

    public ConcurrentQueue<string> Events { get; } = new();

    public Func<CancellationToken, Task<LoadResult>> OnLoad { get; set; } = _ => Task.FromResult(new LoadResult { Model = "m" });

    public Action? OnUnload { get; set; }

    public HashSet<string> Exclusive { get; } = [];

    public Dictionary<string, long> Bytes { get; } = [];

    public bool IsExclusive(InstalledModel model) => Exclusive.Contains(model.Name.Short);

    public long BytesNeeded(InstalledModel model) => Bytes.GetValueOrDefault(model.Name.Short);

    public async Task<LoadResult> LoadAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        Events.Enqueue("load " + model.Name.Short);
        return await OnLoad(cancellationToken);
    }

    public Task UnloadAsync(InstalledModel model)
    {
        Events.Enqueue("unload " + model.Name.Short);
        OnUnload?.Invoke();
        _unloads.GetOrAdd(model.Name.Short, _ => new TaskCompletionSource()).TrySetResult();
        return Task.CompletedTask;
    }

    public Task Unloaded(string name) => _unloads.GetOrAdd(name, _ => new TaskCompletionSource()).Task;
}
