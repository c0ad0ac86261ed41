namespace Tollama.Daemon.Runners;

/// <summary>Why a process was lost.</summary>
internal enum LossCause
{
    /// <summary>It crashed, hung while idle, or broke the protocol: a fault of the runner, which counts.</summary>
    Crashed,

    /// <summary>The daemon ended it for reasons that are no fault of the other requests in it.</summary>
    EndedByDaemon,

    /// <summary>The daemon ended it because it took too much memory while it worked on several requests.</summary>
    OverMemory,

    /// <summary>The daemon ended it because it took too much memory for the one request that it worked on.</summary>
    OverMemoryAlone,
}
