using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Runners;

/// <summary>All runners: one process a family, or one a model where the family asks for it.</summary>
internal sealed class RunnerPool(
    RunnerFamilies families, RunnerPolicy policy, TimeProvider time, ILoggerFactory loggers, RunnerMetrics? metrics) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunnerSupervisor> _supervisors = [];
    private readonly ILogger<RunnerSupervisor> _logger = loggers.CreateLogger<RunnerSupervisor>();
    private bool _stopped;

    /// <summary>Every runner that was used, running or not.</summary>
    public IReadOnlyList<RunnerState> States => [.. Supervisors().Select(supervisor => supervisor.State)];

    /// <summary>Whether each model of a family gets a process of its own; false for a family that no runner serves.</summary>
    public bool IsExclusive(string family) => families.Find(family)?.Exclusive ?? false;

    /// <summary>The name of the process that serves a model.</summary>
    /// <exception cref="TollamaException">No runner serves the family.</exception>
    public string NameOf(string family, string modelName, bool isLarge) => Key(families.Get(family), modelName, isLarge);

    /// <summary>The runner that serves a model. It is not started here.</summary>
    /// <param name="family">The model's family.</param>
    /// <param name="modelName">The model.</param>
    /// <param name="isLarge">True for the runner of large work, where the family has one.</param>
    /// <exception cref="TollamaException">No runner serves the family, or the pool was stopped.</exception>
    public RunnerSupervisor Get(string family, string modelName, bool isLarge = false)
    {
        RunnerFamily found = families.Get(family);
        string key = Key(found, modelName, isLarge);
        lock (_gate)
        {
            if (_stopped)
            {
                throw RunnerFaults.Stopped(key);
            }

            if (!_supervisors.TryGetValue(key, out RunnerSupervisor? supervisor))
            {
                RunnerLaunch launch = found.IsApart(isLarge) ? found.LargeLaunch! : found.Launch with { Name = key };
                supervisor = new RunnerSupervisor(launch, policy, time, _logger, metrics);
                _supervisors.Add(key, supervisor);
            }

            return supervisor;
        }
    }

    /// <summary>A model is not needed any longer: its own process is stopped, a shared one unloads it and stays.</summary>
    public Task ReleaseAsync(string family, string modelName, CancellationToken cancellationToken)
    {
        RunnerFamily found = families.Get(family);
        Task small = ReleaseAsync(Key(found, modelName, isLarge: false), found.Exclusive, modelName, cancellationToken);
        return found.IsApart(isLarge: true)
            ? Task.WhenAll(small, ReleaseAsync(Key(found, modelName, isLarge: true), isExclusive: false, modelName, cancellationToken))
            : small;
    }

    /// <summary>Stops every runner, all at the same time, and refuses further use.</summary>
    public Task StopAllAsync(TimeSpan grace)
    {
        lock (_gate)
        {
            _stopped = true;
        }

        return Task.WhenAll(Supervisors().Select(supervisor => supervisor.StopAsync(grace)));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAllAsync(policy.StopGrace).ConfigureAwait(false);
        foreach (RunnerSupervisor supervisor in Supervisors())
        {
            await supervisor.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string Key(RunnerFamily family, string modelName, bool isLarge) =>
        family.IsApart(isLarge) ? family.LargeLaunch!.Name
        : family.Exclusive ? $"{family.Name}/{modelName}"
        : family.Name;

    private async Task ReleaseAsync(string key, bool isExclusive, string modelName, CancellationToken cancellationToken)
    {
        RunnerSupervisor? supervisor;
        lock (_gate)
        {
            _supervisors.TryGetValue(key, out supervisor);
            if (isExclusive)
            {
                _supervisors.Remove(key);
            }
        }

        if (supervisor is null)
        {
            return;
        }

        if (isExclusive)
        {
            await supervisor.StopAsync(policy.StopGrace).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await supervisor.UnloadAsync(modelName, cancellationToken).ConfigureAwait(false);
        }
    }

    private RunnerSupervisor[] Supervisors()
    {
        lock (_gate)
        {
            return [.. _supervisors.Values];
        }
    }
}
