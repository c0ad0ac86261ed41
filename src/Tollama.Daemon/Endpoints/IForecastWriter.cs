using Tollama.Core.Api;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>Writes an answer part by part into an <see cref="AnswerBody"/>, in one of the forms that clients ask for.</summary>
internal interface IForecastWriter
{
    /// <summary>About how many bytes it holds back, which are not in the body yet.</summary>
    long HeldBytes { get; }

    /// <summary>Whether errors and warnings have a place in what it writes.</summary>
    bool TellsNotices { get; }

    /// <summary>Writes what stands before the first forecast.</summary>
    ValueTask BeginAsync(ForecastOutcome frame);

    /// <summary>Writes the forecasts of a part.</summary>
    ValueTask AddAsync(IReadOnlyList<SeriesForecastData> forecasts);

    /// <summary>Called when the answer begins to be sent before its end is known.</summary>
    ValueTask SendInPiecesAsync();

    /// <summary>Writes what stands behind the last forecast.</summary>
    /// <param name="frame">The answer without its forecasts.</param>
    /// <returns>The same, with what only the forecasts tell where the form of the answer has no place for it beside them.</returns>
    ValueTask<ForecastOutcome> EndAsync(ForecastOutcome frame);
}
