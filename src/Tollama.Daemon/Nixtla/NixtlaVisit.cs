using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Nixtla;

/// <summary>A request that was let in and read.</summary>
/// <param name="Task">What is asked for.</param>
/// <param name="Request">What was read.</param>
/// <param name="Running">How far it is, and what ends it early.</param>
/// <param name="Ticket">Its place in the queue; stays valid until the request has ended.</param>
/// <param name="Started">When it arrived, as a stopwatch time stamp.</param>
internal sealed record NixtlaVisit(NixtlaTask Task, NixtlaRequest Request, RunningRequest Running, AdmissionTicket Ticket, long Started)
{
    /// <summary>True if one series that cannot be forecast fails the request: for clients that would put the others' values beside its times.</summary>
    internal bool FailsFast { get; init; }
}
