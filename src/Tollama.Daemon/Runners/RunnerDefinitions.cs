using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>The third-party runners of this machine: those that may be started, and those that are not trusted.</summary>
/// <param name="All">What may be started.</param>
/// <param name="Refused">Why others may not, by family.</param>
internal sealed record RunnerDefinitions(IReadOnlyList<RunnerDefinition> All, IReadOnlyDictionary<string, FileFault> Refused)
{
    /// <summary>No definitions.</summary>
    public static RunnerDefinitions None { get; } = new([], new Dictionary<string, FileFault>());
}
