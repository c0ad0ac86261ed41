using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Endpoints;

/// <summary>A request of an operation that was let in and read.</summary>
/// <param name="Call">What was read.</param>
/// <param name="Request">How far it is, and what ends it early.</param>
/// <param name="Ticket">Its place in the queue.</param>
/// <param name="Listener">Who wants to know how far it is: the lines of a stream; <see langword="null"/> for nobody.</param>
internal sealed record OperationVisit(ForecastCall Call, RunningRequest Request, AdmissionTicket Ticket, IForecastListener? Listener);
