using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Operations;

/// <summary>The error codes that a runner may give a series; docs/protocol.md lists the same.</summary>
/// <remarks>A code becomes the status of a request of which all series failed: a runner must not say that a key is wrong or that a disk is full.</remarks>
internal static class RunnerCodes
{
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        ErrorCode.SeriesNotForecastable.ToWireName(),
        ErrorCode.InvalidRequest.ToWireName(),
        ErrorCode.NotSupportedByModel.ToWireName(),
        ErrorCode.InsufficientMemory.ToWireName(),
        ErrorCode.RunnerFailed.ToWireName(),
    };

    /// <summary>The error as it is told to clients: with its code if that is one of a runner's, else as a failure of the runner.</summary>
    internal static SeriesError Restricted(SeriesError error)
    {
        string message = PrivateText.Hide(error.Message);
        return Allowed.Contains(error.Code)
            ? error with { Message = message }
            : error with { Code = ErrorCode.RunnerFailed.ToWireName(), Message = $"{message} (the runner calls it '{Excerpt.Of(error.Code)}')" };
    }
}
