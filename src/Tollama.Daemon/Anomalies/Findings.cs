using System.Diagnostics;
using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Anomalies;

/// <summary>The answer as it grows: what was found, series by series.</summary>
/// <param name="call">The request.</param>
/// <param name="level">How many of a hundred usual values an interval holds.</param>
/// <param name="mostBandValues">Of so many values at most is told what was expected.</param>
internal sealed class Findings(ForecastCall call, double level, long mostBandValues)
{
    /// <summary>Of so many values is told what was expected, where nobody says how many.</summary>
    internal const long MostBandValues = 1_000_000;

    // So much an answer tells; the rest is counted.
    private const int MostAnomalies = 100_000;
    private const double MostScore = 1e9;

    private readonly double _standard = ErrorSpread.StandardWidth(level / 100);
    private readonly List<CheckedSeries> _series = [];
    private readonly List<Anomaly> _anomalies = [];
    private readonly List<SeriesError> _errors = [.. call.Errors];
    private int _checked;
    private long _untold;
    private long _bandValues;
    private int _bandless;

    private bool HasBand => call.Request.Include is { Count: > 0 };

    /// <summary>Notes that a series cannot be looked at.</summary>
    internal void Fail(TimeSeries series, string message) =>
        Fail([new SeriesError { Id = series.Id, Keys = series.Keys, Code = ErrorCode.SeriesNotForecastable.ToWireName(), Message = message }]);

    /// <summary>Notes that series failed.</summary>
    internal void Fail(IEnumerable<SeriesError> errors)
    {
        Dictionary<string, TimeSeries> known = call.Panel.Series.ToDictionary(series => series.Id, StringComparer.Ordinal);
        _errors.AddRange(errors.Select(error => error with { Keys = error.Keys ?? known.GetValueOrDefault(error.Id)?.Keys }));
    }

    /// <summary>Adds series that were looked at.</summary>
    internal void Add(IReadOnlyList<WatchedSeries> all)
    {
        foreach (WatchedSeries watched in all)
        {
            Add(watched);
        }
    }

    private void Add(WatchedSeries watched)
    {
        int from = watched.From, looked = 0, found = 0;
        for (int place = from; place < watched.Length; place++)
        {
            double error = watched.Values[place] - watched.Expected[place], half = watched.Half[place];
            if (!double.IsFinite(error) || !double.IsFinite(half))
            {
                continue;
            }

            looked++;
            if (watched.IsOutside(place))
            {
                found++;
                Add(watched, place, Math.Clamp(error / (half / _standard), -MostScore, MostScore));
            }
        }

        _checked += looked;
        bool hasBand = HasBand && (_bandValues += watched.Length - from) <= mostBandValues;
        _bandless += HasBand && !hasBand ? 1 : 0;
        CheckedSeries told = new()
        {
            Id = watched.Series.Id,
            Keys = watched.Series.Keys,
            Method = MethodOf(watched, from, call.Request.Last is not null),
            Checked = looked,
            Anomalies = found,
            Warnings = watched.Warnings.Count > 0 ? watched.Warnings : null,
        };
        _series.Add(hasBand ? Band(told, watched, from) : told);
    }

    /// <summary>The answer.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="expecting">What the model was asked.</param>
    /// <exception cref="TollamaException">No series could be looked at.</exception>
    internal AnomaliesResponse Answer(string model, ForecastExpecting expecting)
    {
        if (_series.Count == 0)
        {
            throw AnswerAssembly.AllFailed(_errors);
        }

        WarningList warnings = new();
        warnings.AddRange(call.Warnings);
        warnings.AddRange(expecting.Warnings.Items);
        if (_untold > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"{_untold} more anomalies are counted and not listed: an answer lists {MostAnomalies}; ask for fewer series, or a higher {RequestFields.Level.Name}"));
        }

        if (_bandless > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"of {CountText.Of(_bandless, "series", "series")} what was expected is not listed: an answer lists {mostBandValues} values; ask for fewer series"));
        }

        return new AnomaliesResponse
        {
            Model = model,
            Level = level,
            Checked = _checked,
            Series = _series,
            Anomalies = _anomalies,
            Errors = _errors.Count > 0 ? _errors : null,
            Warnings = warnings.Count > 0 ? warnings.Items : null,
            Input = call.Input,
            Timing = new ForecastTiming
            {
                InferenceMs = expecting.Elapsed.TotalMilliseconds,
                TotalMs = Stopwatch.GetElapsedTime(call.Started).TotalMilliseconds,
            },
            TollamaVersion = ServerIdentity.Version,
        };
    }

    private static string? LabelOf(TimeSeries series, int place) => series.Times is { } times ? times[place].ToString() : null;

    private static string MethodOf(WatchedSeries watched, int from, bool isOnline)
    {
        string how = isOnline ? OriginText(watched.Length - from, "each value by what was known before it")
            : watched.IsFitted ? "one-step forecasts of the fit"
            : OriginText(watched.Length, "forecasts from earlier origins");
        return watched.Method is { Length: > 0 } method ? $"{method}; {how}" : how;
    }

    private static string OriginText(int values, string how) => OriginDetection.StepOf(values) is > 1 and var step
        ? string.Create(CultureInfo.InvariantCulture, $"{how}, forecast {step} values at a time")
        : how;

    /// <summary>The interval in which a value was expected.</summary>
    internal static (double Low, double High) IntervalOf(WatchedSeries watched, int place)
    {
        double low = watched.Expected[place] - watched.Half[place];
        double high = watched.Expected[place] + watched.Half[place];
        return (Math.Max(watched.IsNonNegative ? 0 : double.MinValue, low), Math.Min(high, double.MaxValue));
    }

    private static CheckedSeries Band(CheckedSeries told, WatchedSeries watched, int from)
    {
        (double Low, double High)[] intervals = [.. Enumerable.Range(from, watched.Length - from).Select(place => IntervalOf(watched, place))];
        return told with
        {
            Start = from,
            Timestamps = watched.Series.Times is null ? null : [.. Enumerable.Range(from, watched.Length - from).Select(place => LabelOf(watched.Series, place)!)],
            Values = watched.Values[from..watched.Length],
            Expected = watched.Expected[from..watched.Length],
            Low = [.. intervals.Select(interval => interval.Low)],
            High = [.. intervals.Select(interval => interval.High)],
        };
    }

    private void Add(WatchedSeries watched, int place, double score)
    {
        if (_anomalies.Count == MostAnomalies)
        {
            _untold++;
            return;
        }

        (double low, double high) = IntervalOf(watched, place);
        _anomalies.Add(new Anomaly
        {
            Id = watched.Series.Id,
            Timestamp = LabelOf(watched.Series, place),
            Index = place,
            Value = watched.Values[place],
            Expected = watched.Expected[place],
            Low = low,
            High = high,
            Score = score,
        });
    }
}
