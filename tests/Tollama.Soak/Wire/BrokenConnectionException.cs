namespace Tollama.Soak.Wire;

/// <summary>The daemon's side of a connection was gone before the answer was complete.</summary>
/// <param name="message">What was seen.</param>
/// <param name="received">How many bytes of the answer had come.</param>
internal sealed class BrokenConnectionException(string message, long received) : IOException(message)
{
    /// <summary>How many bytes of the answer had come.</summary>
    public long Received { get; } = received;
}
