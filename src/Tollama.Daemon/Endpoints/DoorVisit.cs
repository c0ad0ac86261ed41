using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Endpoints;

/// <summary>A request that came through the door, while it is answered.</summary>
/// <param name="Call">What was read.</param>
/// <param name="Request">How far it is, and what ends it early.</param>
/// <param name="Ticket">Its place in the queue.</param>
/// <param name="Answer">Where the answer goes; what it holds at the end is sent.</param>
internal sealed record DoorVisit(ForecastCall Call, RunningRequest Request, AdmissionTicket Ticket, AnswerBody Answer);
