namespace Tollama.Client;

/// <summary>How long a client waits for a daemon that says nothing. A client without one waits without end, as its caller's tokens say.</summary>
/// <remarks>
/// Questions about the daemon (version, health, lists, a model) have to be answered whole within <see cref="Answer"/>, so that an answer that comes byte by byte has
/// an end, too. Work may take any time: a forecast, a pull, a load. While such an answer is waited for, the daemon is asked for a sign of life over another connection
/// as often as that time passes, and counts as gone when it gives none within the same time again.
/// </remarks>
public sealed record ClientPatience
{
    /// <summary>How long an answer may take; 15 seconds by default.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
