namespace Tollama.Daemon.Runners;

/// <summary>How often one request may be sent: twice where processes crash, and more often where the daemon itself ended them.</summary>
internal sealed class Attempts
{
    private const int MaxCrashes = 2;
    private const int MaxEndedByDaemon = 4;

    private int _crashes;
    private int _endedByDaemon;

    /// <summary>How many processes were lost under the request.</summary>
    public int Losses => _crashes + _endedByDaemon;

    /// <summary>Counts a loss.</summary>
    /// <returns>Whether the request is sent again.</returns>
    public bool MaySendAgainAfter(RunnerLostException loss)
    {
        if (loss.Cause == LossCause.Crashed)
        {
            return ++_crashes < MaxCrashes;
        }

        return ++_endedByDaemon < MaxEndedByDaemon && loss.Cause != LossCause.OverMemoryAlone;
    }
}
