using Tollama.Core.Protocol;

namespace Tollama.Daemon.Execution;

/// <summary>Forecasts from which paths are to be drawn.</summary>
/// <param name="Parameters">What is asked.</param>
/// <param name="RequestId">The id under which the request appears in logs.</param>
/// <param name="IsLarge">True if it is computed where large work is.</param>
internal sealed record SampleOrder(SampleParams Parameters, string RequestId, bool IsLarge);
