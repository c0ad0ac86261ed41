using System.Net;
using Tollama.Core.Errors;

namespace Tollama.Client;

/// <summary>The daemon could not be reached, or answered with an error.</summary>
/// <remarks>The message is the daemon's own sentence, fit to be shown to a user.</remarks>
public sealed class TollamaClientException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">What went wrong, for programs.</param>
    /// <param name="message">What went wrong, for people.</param>
    /// <param name="innerException">The cause, if another exception is one.</param>
    public TollamaClientException(ErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What went wrong; <see cref="ErrorCode.DaemonUnreachable"/> when nothing answered, <see cref="ErrorCode.Internal"/> for an answer without a known code.</summary>
    public ErrorCode Code { get; }

    /// <summary>The HTTP status; <see langword="null"/> when there was no answer, or the error came as a line of a stream.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What to do next; <see langword="null"/> when the message says it all.</summary>
    public string? Hint { get; init; }

    /// <summary>The request's id, as in the daemon's log; <see langword="null"/> when it is not known.</summary>
    public string? RequestId { get; init; }

    /// <summary>The single faults of an invalid request; empty when the message is the whole story.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>After how long to try again; <see langword="null"/> when the daemon named no time.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True when something is at the address, but nothing of tollama came from it: it was given up after too long, or no secure connection came of it. False where a
    /// connection was refused or broke.
    /// </summary>
    public bool IsSilent { get; init; }
}
