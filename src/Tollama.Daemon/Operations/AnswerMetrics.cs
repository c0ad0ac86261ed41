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
    private readonly Dictionary<string, (double Sum, int Count)> _sums = [];
    private readonly List<SeriesMetrics> _series = [];

    /// <summary>The measures so far; <see langword="null"/> if none was defined.</summary>
    internal ForecastMetrics? Total => _series.Count == 0
        ? null
        : new ForecastMetrics { Aggregate = _sums.ToDictionary(pair => pair.Key, pair => pair.Value.Sum / pair.Value.Count), Series = [.. _series] };

    /// <summary>Values in a season of the scaled measures: what the request says, or the model was told, or is usual.</summary>
    internal static int SeasonOf(TimeSeries series, ForecastRequest request) => request.MaseSeasonality ?? UsualSeason.Of(series, request.Options);

    /// <summary>The quantiles of a forecast, by level, the lowest first.</summary>
    internal static IReadOnlyList<(double Level, double[] Values)> QuantilesOf(SeriesForecastData forecast) =>
        [.. (forecast.Quantiles ?? []).Select(pair => (Level: double.Parse(pair.Key, CultureInfo.InvariantCulture), pair.Value)).OrderBy(pair => pair.Level)];

    /// <summary>Measures a forecast.</summary>
    /// <returns>Why it could not be measured, as sentences.</returns>
    internal IEnumerable<string> Add(TimeSeries series, SeriesForecastData forecast)
    {
        if (series.Actuals is not { } actuals)
        {
            return [$"series '{series.Id}' has no actuals: its forecast was not measured"];
        }

        (double Level, double[] Values)[] quantiles = [.. QuantilesOf(forecast).Where(pair => levels.Contains(pair.Level))];
        Accuracy accuracy = new(actuals.Values, forecast.Mean, quantiles, SeasonalScale.Of(series.Target.Values, SeasonOf(series, request)));
        List<string> undefined = [];
        Dictionary<string, double> values = [];
        foreach (Measure measure in asked.SelectMany(accuracy.Of))
        {
            if (measure.Value is { } number)
            {
                values[measure.Name] = number;
                (double sum, int count) = _sums.GetValueOrDefault(measure.Name);
                _sums[measure.Name] = (sum + number, count + 1);
            }
            else
            {
                undefined.Add($"series '{series.Id}': {measure.Name} is not defined: {measure.Reason}");
            }
        }

        if (values.Count > 0)
        {
            _series.Add(new SeriesMetrics { Id = series.Id, Values = values });
        }

        return undefined;
    }
}
