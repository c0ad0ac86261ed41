using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>The answer of the Python tollama, whose client refuses every field that it does not know. What only we say in fields becomes sentences.</summary>
internal sealed class StrictShape(ResponseOptions wanted)
{
    // That client wants a frequency of every series.
    private const string NoFrequency = "auto";

    private readonly WarningList _told = new();

    /// <summary>The forecast of a series.</summary>
    internal SeriesForecastData Of(SeriesForecastData forecast)
    {
        _told.AddRange((forecast.Warnings ?? []).Select(warning => SeriesError.Named(forecast.Id, warning)));
        return new SeriesForecastData
        {
            Id = forecast.Id,
            Freq = forecast.Freq ?? NoFrequency,
            StartTimestamp = forecast.StartTimestamp,
            Mean = forecast.Mean,
            Quantiles = forecast.Quantiles,
        };
    }

    /// <summary>What stands around the forecasts.</summary>
    internal ForecastOutcome Of(ForecastOutcome outcome)
    {
        ForecastResponse answer = outcome.Unfinished;
        List<string> warnings =
        [
            .. answer.Warnings ?? [],
            .. _told.Items,
            .. (answer.Errors ?? []).Select(error => SeriesError.Named(error.Id, error.Message)),
        ];
        if (wanted.Narrative || wanted.Explain)
        {
            warnings.Add("narrative and explain are not offered by this daemon: the answer has numbers only");
        }

        return outcome with
        {
            Queue = null,
            Unfinished = answer with { ModelDigest = null, Errors = null, Input = null, Warnings = warnings.Count == 0 ? null : warnings },
        };
    }
}
