namespace Tollama.Soak.Checks;

/// <summary>What the daemon and its runners had of the machine while nothing ran.</summary>
/// <param name="Round">The number of the round before; 0 is the warm-up.</param>
/// <param name="Kind">What went wrong in it.</param>
/// <param name="Requests">How many requests there had been in all.</param>
/// <param name="DaemonId">The process of the daemon.</param>
/// <param name="DaemonBytes">Its memory, as its share of the machine's.</param>
/// <param name="RunnerBytes">The memory of the runners of the models that are always loaded at a checkpoint.</param>
/// <param name="OtherBytes">The memory of runners that will end when they have rested for long enough.</param>
/// <param name="Descriptors">The daemon's open files and sockets.</param>
/// <param name="Threads">The daemon's threads.</param>
internal sealed record Checkpoint(
    int Round, string Kind, int Requests, int DaemonId, long DaemonBytes, long RunnerBytes, long OtherBytes, int Descriptors, int Threads)
{
    public long Bytes => DaemonBytes + RunnerBytes;
}
