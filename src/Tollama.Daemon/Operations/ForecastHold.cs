using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>What a run holds until it has ended.</summary>
/// <param name="Lease">The loaded model.</param>
/// <param name="Memory">The memory for its answer; <see langword="null"/> for a small one.</param>
/// <param name="Ticket">Its place in the queue.</param>
internal sealed record ForecastHold(ModelLease Lease, IDisposable? Memory, AdmissionTicket Ticket) : IDisposable
{
    public void Dispose()
    {
        Lease.Dispose();
        Memory?.Dispose();
        Ticket.Dispose();
    }
}
