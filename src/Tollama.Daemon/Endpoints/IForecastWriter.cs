using Tollama.Core.Api;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>Writes an answer part by part into an <see cref="AnswerBody"/>, in one of the forms that clients ask for.</summary>
internal interface IForecastWriter
{
    /// <summary>About how many bytes it holds back, which are not in the body yet.</summary>
    long HeldBytes { get; }

    /// <summary>Writes what stands before the first forecast.</summary>
    void Begin(ForecastOutcome frame);

    /// <summary>Writes the forecasts of a part.</summary>
    void Add(IReadOnlyList<SeriesForecastData> forecasts);

    /// <summary>Called when the answer begins to be sent before its end is known.</summary>
    void SendInPieces();

    /// <summary>Writes what stands behind the last forecast.</summary>
    void End(ForecastOutcome frame);
}
