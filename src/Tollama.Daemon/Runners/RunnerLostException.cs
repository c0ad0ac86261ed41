namespace Tollama.Daemon.Runners;

/// <summary>The process ended, or was ended, while requests waited for it: the one failure after which a request is sent again.</summary>
internal sealed class RunnerLostException(string message, string stderrTail, LossCause cause = LossCause.Crashed) : Exception(message)
{
    /// <summary>The last lines of the process's stderr; empty when it was silent.</summary>
    public string StderrTail { get; } = stderrTail;

    /// <summary>Why the process ended.</summary>
    public LossCause Cause { get; } = cause;
}
