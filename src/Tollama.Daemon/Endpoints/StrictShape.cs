using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>The answer of the Python tollama, whose client refuses every field that it does not know. What only we say in fields becomes sentences.</summary>
internal sealed class StrictShape(ResponseOptions wanted)
{
    /// <summary>What a client is told that wants a text about the numbers.</summary>
    internal const string NoNarrative = "narrative and explain are not offered by this daemon: the answer has numbers only";

    private const int MaxMethods = 20;

    private readonly SeriesNotices _told = new();
    private readonly List<string> _methods = [];

    /// <summary>The model that answered, once the answer was written.</summary>
    internal string? Model { get; private set; }

    /// <summary>How the series were forecast, each way once, the first ones of many.</summary>
    internal IReadOnlyList<string> Methods => _methods;

    /// <summary>The forecast of a series.</summary>
    internal SeriesForecastData Of(SeriesForecastData forecast)
    {
        _told.AddRange(forecast.Id, forecast.Warnings ?? []);
        if (forecast.Method is { } method && _methods.Count < MaxMethods && !_methods.Contains(method))
        {
            _methods.Add(method);
        }

        return new SeriesForecastData
        {
            Id = forecast.Id,
            Freq = forecast.Freq ?? ResponseOptions.NoFrequency,
            StartTimestamp = forecast.StartTimestamp,
            Mean = forecast.Mean,
            Quantiles = forecast.Quantiles,
        };
    }

    /// <summary>What stands around the forecasts.</summary>
    internal ForecastOutcome Of(ForecastOutcome outcome)
    {
        ForecastResponse answer = outcome.Unfinished;
        Model = answer.Model;
        SeriesNotices failed = new();
        foreach (SeriesError error in answer.Errors ?? [])
        {
            failed.Add(error.Id, error.Message);
        }

        List<string> warnings = [.. answer.Warnings ?? [], .. _told.Items, .. failed.Items];
        if (wanted.Narrative || wanted.Explain)
        {
            warnings.Add(NoNarrative);
        }

        return outcome with
        {
            Queue = null,
            Unfinished = answer with { TollamaVersion = null, ModelDigest = null, Errors = null, Input = null, Warnings = warnings.Count == 0 ? null : warnings },
        };
    }
}
