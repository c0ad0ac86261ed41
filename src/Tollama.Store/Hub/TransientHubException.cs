namespace Tollama.Store;

/// <summary>The hub failed in a way that may pass: it is asked again.</summary>
internal sealed class TransientHubException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>How long the hub asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>True if the hub was silent for too long.</summary>
    public bool IsStall { get; init; }
}
