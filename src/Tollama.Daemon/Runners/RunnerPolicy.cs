using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>The deadlines and limits under which runners are supervised.</summary>
internal sealed record RunnerPolicy
{
    /// <summary>How long a new process may take to answer <c>hello</c>; as many times that when as many processes start at once.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a model may take to load.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how much silence a process must show a sign of life before it gets work.</summary>
    public TimeSpan PingAfterIdle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long that sign of life may take.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a process may take to end after its input was closed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a cancelled request may stay unanswered after the runner has acknowledged the cancel, on a processor of its own.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a cancel may stay without an acknowledgment before the process counts as hung.</summary>
    public TimeSpan CancelPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many processors the requests of a process share.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>How long the rest of an answer that is too long is read and dropped before the process counts as hung.</summary>
    public TimeSpan LongLinePatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a process is looked at: its memory, and whether it is idle.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How much memory a process may take.</summary>
    public MemoryLimits Memory { get; init; } = new();

    /// <summary>The places of processes that start, shared by all runners under this policy.</summary>
    public StartGate Starts { get; init; } = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>The longest line that a runner may send, and that is sent to one.</summary>
    public int MaxLineBytes { get; init; } = LineFraming.MaxLineBytes;

    /// <summary>The pause before the first restart after a crash; it doubles with each further one.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause before a restart.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many crashes within <see cref="BreakerWindow"/> open the breaker.</summary>
    public int BreakerFailures { get; init; } = 3;

    /// <summary>The time in which crashes add up.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open breaker refuses requests.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many lines of a process's stderr are kept.</summary>
    public int StderrLines { get; init; } = 200;

    /// <summary><see cref="CancelGrace"/> for a process that works on so many requests, which share the processors.</summary>
    public TimeSpan CancelGraceAmong(int requests) => CancelGrace * Math.Max(1, (requests + Processors - 1) / Processors);
}
