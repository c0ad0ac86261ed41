namespace Tollama.Daemon.Runners;

/// <summary>How a runner process is started.</summary>
internal sealed record RunnerLaunch
{
    /// <summary>What the runner is called in logs, errors and metrics: <c>stats</c>, <c>chronos-bolt:tiny</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The executable: a path, or a name to be found in the child's PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, one by one: nothing is joined, nothing is quoted.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where it runs; <see langword="null"/> for the daemon's own folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The complete environment of the child: nothing is inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How much the process yields the processor to others: niceness added to the daemon's own, 0 to 19. Only on Linux.</summary>
    public int Nice { get; init; }

    /// <summary>After how long without a request the process is ended; the next request starts another. <see langword="null"/> = never.</summary>
    public TimeSpan? StopWhenIdle { get; init; }

    /// <summary>True for a program of others: it is started only if nobody but the user and root may write the files that the command names.</summary>
    public bool MustBeTrusted { get; init; }
}
