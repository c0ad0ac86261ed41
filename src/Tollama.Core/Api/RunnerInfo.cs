namespace Tollama.Core.Api;

/// <summary>A runner process in <see cref="InfoResponse"/>.</summary>
public sealed record RunnerInfo
{
    /// <summary>The family that it serves, or the model if it has a process of its own.</summary>
    public required string Family { get; init; }

    /// <summary>True while a process runs.</summary>
    public required bool Running { get; init; }

    /// <summary>The id of the process; absent when none runs.</summary>
    public int? Pid { get; init; }

    /// <summary>How many processes were started after the first.</summary>
    public required int Restarts { get; init; }
}
