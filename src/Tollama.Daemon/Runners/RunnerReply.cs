namespace Tollama.Daemon.Runners;

/// <summary>A runner's answer to a request.</summary>
internal sealed record RunnerReply
{
    /// <summary>The bytes of the <c>result</c> object, exactly as sent and known to be valid JSON.</summary>
    public required ReadOnlyMemory<byte> ResultJson { get; init; }

    /// <summary>From the call to the answer, including a start and a retry.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The name that the runner gave in its <c>hello</c>.</summary>
    public required string RunnerName { get; init; }

    /// <summary>How many processes the request was sent to: 1, and one more for each that was lost under it.</summary>
    public required int Attempts { get; init; }
}
