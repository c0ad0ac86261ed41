using Tollama.Cli.Background;
using Tollama.Cli.Terminal;
using Tollama.Core.Configuration;

namespace Tollama.Cli;

/// <summary>All that the verbs need from outside: tests hand in their own.</summary>
public sealed record CliHost
{
    /// <summary>The environment variables.</summary>
    public required TollamaEnvironment Environment { get; init; }

    /// <summary>Where input comes from and output goes.</summary>
    public required ITerminal Terminal { get; init; }

    /// <summary>Runs the daemon in this process until it is cancelled; its result is the exit code.</summary>
    public required Func<ServeOptions, CancellationToken, Task<int>> Serve { get; init; }

    /// <summary>Starts a daemon in the background; <see langword="null"/> when this program cannot.</summary>
    public IDaemonLauncher? Launcher { get; init; }

    /// <summary>Writes answers as tables; <see langword="null"/> when this program cannot.</summary>
    public ITableWriter? Tables { get; init; }

    /// <summary>Says which settings a daemon could not read.</summary>
    public Func<TollamaEnvironment, IReadOnlyList<string>> SettingFaults { get; init; } = _ => [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
