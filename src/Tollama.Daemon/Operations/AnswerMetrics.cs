using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>The measures that a request asks for, series after series.</summary>
/// <param name="asked">The measures.</param>
/// <param name="request">The request.</param>
/// <param name="levels">The levels of the answer, which are those that are measured.</param>
internal sealed class AnswerMetrics(IReadOnlyList<AccuracyMetric> asked, ForecastRequest request, IReadOnlyList<double> levels)
{
    private readonly (double Sum, int Count)[] _sums = new (double, int)[asked.Count];
    private readonly List<SeriesMetrics> _series = [];

    /// <summary>The measures so far; <see langword="null"/> if none was defined.</summary>
    internal ForecastMetrics? Total => _series.Count == 0
        ? null
        : new ForecastMetrics
        {
            Aggregate = asked.Index().Where(pair => _sums[pair.Index].Count > 0)
                .ToDictionary(pair => NameOf(pair.Item), pair => _sums[pair.Index].Sum / _sums[pair.Index].Count),
            Series = [.. _series],
        };

    /// <summary>Measures a forecast.</summary>
    /// <returns>Why it could not be measured, as sentences.</returns>
    internal IEnumerable<string> Add(TimeSeries series, SeriesForecastData forecast)
    {
        if (series.Actuals is not { } actuals)
        {
            return [$"series '{series.Id}' has no actuals: its forecast was not measured"];
        }

        Accuracy accuracy = new(actuals.Values, forecast.Mean, Levels(forecast), series.Target.Values, SeasonOf(series));
        List<string> undefined = [];
        Dictionary<string, double> values = [];
        foreach ((int index, AccuracyMetric metric) in asked.Index())
        {
            (double? value, string? reason) = accuracy.Of(metric);
            if (value is { } number)
            {
                values[NameOf(metric)] = number;
                _sums[index] = (_sums[index].Sum + number, _sums[index].Count + 1);
            }
            else
            {
                undefined.Add($"series '{series.Id}': {NameOf(metric)} is not defined: {reason}");
            }
        }

        if (values.Count > 0)
        {
            _series.Add(new SeriesMetrics { Id = series.Id, Values = values });
        }

        return undefined;
    }

    // Enumerations are written on the wire as the words of the request.
    private static string NameOf(AccuracyMetric metric) => metric.ToString().ToLowerInvariant();

    private (double Level, double[] Values)[] Levels(SeriesForecastData forecast) =>
        [.. (forecast.Quantiles ?? []).Select(pair => (double.Parse(pair.Key, CultureInfo.InvariantCulture), pair.Value)).Where(pair => levels.Contains(pair.Item1))];

    /// <summary>What the request says, or the model was told, or is usual.</summary>
    private int SeasonOf(TimeSeries series) => request.MaseSeasonality ?? UsualSeason.Of(series, request.Options);
}
