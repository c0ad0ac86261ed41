using Tollama.Core.Errors;

namespace Tollama.Core.Sampling;

/// <summary>Draws sample paths from a forecast, whichever model made it.</summary>
/// <remarks>Implementations are safe to call from many threads. The same source and settings give the same numbers, whatever else is sampled.</remarks>
public interface ISeriesSampler
{
    /// <summary>Draws the paths of one series, and answers from them what is asked.</summary>
    /// <param name="source">The forecast.</param>
    /// <param name="settings">How many paths, and what is asked of them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the lengths do not fit together, or the forecast has no quantiles.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    SeriesSample Sample(SampleSource source, SampleSettings settings, CancellationToken cancellationToken);
}
