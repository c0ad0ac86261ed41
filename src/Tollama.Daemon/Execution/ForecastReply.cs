using Tollama.Core.Protocol;

namespace Tollama.Daemon.Execution;

/// <summary>A computed forecast.</summary>
/// <param name="Result">What was answered; its shape is still to be checked.</param>
/// <param name="Runner">Who computed.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ForecastReply(ForecastResult Result, string Runner, TimeSpan Elapsed);
