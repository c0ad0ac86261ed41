using Tollama.Core.Protocol;

namespace Tollama.Daemon.Execution;

/// <summary>Series whose missing values are to be filled.</summary>
/// <param name="Parameters">What is asked.</param>
/// <param name="RequestId">The id under which the request appears in logs.</param>
/// <param name="Progress">Told how far it is; must not block.</param>
/// <param name="IsLarge">True if it is computed where large work is.</param>
internal sealed record ImputationOrder(ImputeParams Parameters, string RequestId, Action<ProgressNotice>? Progress, bool IsLarge);
