using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Decides whether an answer that lacks series is an answer.</summary>
internal static class NixtlaRefusal
{
    /// <summary>Refuses an answer without a single forecast, and for some clients one that lacks any.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="hasForecasts">Whether anything was forecast.</param>
    /// <param name="errors">What was not.</param>
    /// <exception cref="TollamaException">It is refused.</exception>
    internal static void Require(NixtlaVisit visit, bool hasForecasts, IReadOnlyList<SeriesError> errors)
    {
        if (errors.Count > 0 && (!hasForecasts || visit.FailsFast))
        {
            throw AnswerAssembly.AllFailed(errors);
        }
    }
}
