namespace Tollama.Daemon.Operations;

/// <summary>What happens to a request.</summary>
internal enum RequestState
{
    /// <summary>Its body arrives, or is read and repaired.</summary>
    Reading,

    /// <summary>Its model is being loaded.</summary>
    Loading,

    /// <summary>It waits for a place.</summary>
    Waiting,

    /// <summary>A model works on it.</summary>
    Running,

    /// <summary>Its answer goes to the client.</summary>
    Answering,
}
