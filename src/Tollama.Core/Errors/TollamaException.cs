namespace Tollama.Core.Errors;

/// <summary>An error that a user can act on: the message says what happened with the values, the hint what to do.</summary>
/// <remarks>Anything else that escapes from tollama is a defect and is answered as <see cref="ErrorCode.Internal"/>.</remarks>
public sealed class TollamaException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">What went wrong, for programs.</param>
    /// <param name="message">What went wrong, for people: one sentence that names the value.</param>
    /// <param name="hint">What to do next, if the message does not say it.</param>
    /// <param name="faults">The single faults of a request, when several were found.</param>
    /// <param name="innerException">The cause, if another exception is one.</param>
    public TollamaException(
        ErrorCode code, string message, string? hint = null, IReadOnlyList<Fault>? faults = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Hint = hint;
        Faults = faults ?? [];
    }

    /// <summary>What went wrong, for programs.</summary>
    public ErrorCode Code { get; }

    /// <summary>What to do next; <see langword="null"/> when the message says it all.</summary>
    public string? Hint { get; }

    /// <summary>True if the hint is for whoever runs the daemon, and for the log: it tells of paths, commands, or what a runner wrote.</summary>
    public bool IsHintPrivate { get; init; }

    /// <summary>The single faults of a request; empty when the message is the whole story.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>How long to wait before trying again; sent as <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
