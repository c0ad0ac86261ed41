using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;

namespace Tollama.Daemon.Intervals;

/// <summary>Series with their copies at earlier origins, and how the forecasts of all of them become the forecasts of the series.</summary>
internal sealed class OriginPanel
{
    private readonly Panel _asked;
    private readonly OriginSettings _settings;
    private readonly List<(TimeSeries Series, int First, IReadOnlyList<int> Ages)> _members = [];

    /// <summary>Makes the copies.</summary>
    /// <param name="asked">The series.</param>
    /// <param name="settings">How their intervals are made.</param>
    internal OriginPanel(Panel asked, OriginSettings settings)
    {
        (_asked, _settings) = (asked, settings);
        string mark = "@";
        while (asked.Series.Any(series => series.Id.Contains(mark, StringComparison.Ordinal)))
        {
            mark += "@";
        }

        List<TimeSeries> all = [];
        foreach (TimeSeries series in asked.Series)
        {
            IReadOnlyList<int> ages = settings.AgesOf(series, asked.Horizon);
            _members.Add((series, all.Count, ages));
            all.Add(series);
            all.AddRange(ages.Select(age => CutSeries.Of(series, age, asked.Horizon, string.Create(CultureInfo.InvariantCulture, $"{series.Id}{mark}{age}"))));
        }

        Panel = new Panel(all, asked.Horizon);
    }

    /// <summary>What the model is asked: each series, and behind it its copies.</summary>
    internal Panel Panel { get; }

    /// <summary>The copies alone; <see langword="null"/> if there are none.</summary>
    internal Panel? Copies
    {
        get
        {
            HashSet<string> asked = new(_asked.Series.Select(series => series.Id), StringComparer.Ordinal);
            TimeSeries[] copies = [.. Panel.Series.Where(series => !asked.Contains(series.Id))];
            return copies.Length == 0 ? null : new Panel(copies, _asked.Horizon);
        }
    }

    /// <summary>How many of the series are finished when so many of <see cref="Panel"/> are.</summary>
    internal ProgressNotice Finished(ProgressNotice notice) => new()
    {
        Completed = (int)((long)notice.Completed * _asked.Series.Count / Math.Max(1, notice.Total)),
        Total = _asked.Series.Count,
    };

    /// <summary>The forecasts of the series.</summary>
    /// <param name="reply">Those of <see cref="Panel"/>, each series once, of any shape.</param>
    internal ForecastReply Fold(ForecastReply reply)
    {
        Dictionary<string, SeriesForecastData> forecasts = reply.Result.Forecasts.ToDictionary(forecast => forecast.Id, StringComparer.Ordinal);
        HashSet<string> asked = new(_asked.Series.Select(series => series.Id), StringComparer.Ordinal);
        List<SeriesForecastData> folded = [];
        List<SeriesError> errors = [.. (reply.Result.Errors ?? []).Where(error => asked.Contains(error.Id))];
        foreach ((TimeSeries series, int first, IReadOnlyList<int> ages) in _members)
        {
            if (!forecasts.TryGetValue(series.Id, out SeriesForecastData? forecast))
            {
                continue;
            }

            // A mean of a wrong shape is named where the answer is put together.
            bool isShaped = forecast.Mean is { } mean && mean.Length == _asked.Horizon && Array.TrueForAll(mean, double.IsFinite);
            OriginErrors found = OriginErrors.Of(series.Target.Values, Origins(forecasts, first, ages), _asked.Horizon, _settings.SeasonOf(series));
            if (!isShaped)
            {
                folded.Add(forecast);
            }
            else if (found.Count >= _settings.Errors)
            {
                folded.Add(Conformal(series, forecast, found));
            }
            else if (forecast.Quantiles is { Count: > 0 })
            {
                folded.Add(forecast with { Warnings = [.. forecast.Warnings ?? [], $"{TooFew(series, ages.Count == 0 ? _settings.PossibleErrors(series, _asked.Horizon) : found.Count)}: its intervals are the model's own"] });
            }
            else
            {
                errors.Add(new SeriesError
                {
                    Id = series.Id,
                    Code = ErrorCode.SeriesNotForecastable.ToWireName(),
                    Message = $"{TooFew(series, ages.Count == 0 ? _settings.PossibleErrors(series, _asked.Horizon) : found.Count)}, and the model has no intervals of its own; send more values, or leave {RequestFields.Quantiles.Name}= out",
                });
            }
        }

        return reply with { Result = reply.Result with { Forecasts = folded, Errors = errors, Usage = UsageOf(reply.Result.Usage) } };
    }

    // What was looked at for the copies is not counted: it is the same values again.
    private static ForecastUsage? UsageOf(ForecastUsage? told) => told is null ? null : told with { ContextUsed = null, ContextTruncated = null };

    private List<OriginForecast> Origins(Dictionary<string, SeriesForecastData> forecasts, int first, IReadOnlyList<int> ages)
    {
        List<OriginForecast> origins = [];
        for (int i = 0; i < ages.Count; i++)
        {
            // An origin at which the model failed tells nothing.
            if (forecasts.TryGetValue(Panel.Series[first + 1 + i].Id, out SeriesForecastData? forecast) && forecast.Mean?.Length == _asked.Horizon)
            {
                origins.Add(new OriginForecast(ages[i], forecast.Mean));
            }
        }

        return origins;
    }

    private SeriesForecastData Conformal(TimeSeries series, SeriesForecastData forecast, OriginErrors errors)
    {
        bool floor = _settings.NonNegative ?? Array.TrueForAll(series.Target.Values, value => !(value < 0));
        Dictionary<string, double[]> quantiles = new(_settings.Levels.Count);
        foreach (double level in _settings.Levels)
        {
            double[] row = errors.Quantiles(level, forecast.Mean);
            quantiles[QuantileLevel.KeyOf(level)] = row;
            for (int step = 0; floor && step < row.Length; step++)
            {
                // The mean is the model's: where it is negative itself, 0 would lie above it.
                row[step] = forecast.Mean[step] >= 0 ? Math.Max(0, row[step]) : row[step];
            }
        }

        // What the model says of its own quantiles is not said of these.
        string[] kept = [.. (forecast.Warnings ?? []).Where(warning => !UnknownLevels.IsNotice(warning))];
        string[] warnings = HasNoWidth(quantiles, forecast.Mean) && Moves(series)
            ? [.. kept, $"the intervals have no width, although the series moves: {errors.Zeros} of {CountText.Of(errors.Count, "error", "errors")} at earlier origins are 0; {Remedy}"]
            : kept;
        string how = $"intervals by {CountText.Of(errors.Count, "error", "errors")} at {CountText.Of(errors.Origins, "earlier origin", "earlier origins")}";
        return forecast with
        {
            Quantiles = quantiles,
            Method = forecast.Method is { } method ? $"{method}; {how}" : how,
            Warnings = warnings.Length == 0 ? null : warnings,
        };
    }

    private string Remedy => _settings.HasQuantiles
        ? $"{RequestFields.Intervals.With("model")} gives the model's own"
        : "send only the values since it began to move";

    // A median may well be the mean.
    private bool HasNoWidth(Dictionary<string, double[]> quantiles, double[] mean) =>
        _settings.Levels.Any(level => level != 0.5) && quantiles.Values.All(row => row.AsSpan().SequenceEqual(mean));

    private static bool Moves(TimeSeries series) => series.Target.Values.Where(double.IsFinite).Distinct().Skip(1).Any();

    private string TooFew(TimeSeries series, long errors)
    {
        double level = _settings.Levels.MaxBy(OriginAges.ErrorsFor);
        return $"{CountText.Of(series.Length, "value", "values")} and a horizon of {_asked.Horizon} give {CountText.Of(errors, "error", "errors")} at earlier origins, and "
            + $"the level {QuantileLevel.KeyOf(level)} takes {_settings.Errors} ({RequestFields.Intervals.With("conformal")})";
    }
}
