using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Daemon.Nixtla;

/// <summary>Makes series of packed ones. They are called by their positions, from 0.</summary>
/// <remarks>
/// A series whose first time stamp is known has time stamps, as one that is sent to <c>/v1/forecast</c> with <c>start</c> and <c>freq</c>. Another one is numbered, and has
/// the season of its frequency. Clients put answers together by position, so time stamps that cannot be counted on are a warning and no fault.
/// </remarks>
/// <param name="request">The request, without faults.</param>
/// <param name="horizon">How many steps are forecast.</param>
/// <param name="faults">Is told of starts that cannot be read.</param>
internal sealed class PackedPanel(NixtlaRequest request, int horizon, FaultList faults)
{
    private readonly Dictionary<(string Start, int Size), (IReadOnlyList<Timestamp> Times, IReadOnlyList<Timestamp> Future)?> _known = [];
    private readonly SeriesNotices _notices = new();
    private readonly List<string> _warnings = [];
    private readonly Frequency? _frequency = Frequency.TryParse(request.Freq, out Frequency? frequency) ? frequency : null;

    /// <summary>What the client should know of how its series were understood.</summary>
    internal IReadOnlyList<string> Warnings => [.. _warnings, .. _notices.Items];

    /// <summary>What a feature is called: <c>X[0]</c>.</summary>
    internal static string NameOf(int row) => string.Create(CultureInfo.InvariantCulture, $"X[{row}]");

    /// <summary>The series.</summary>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <param name="cutsWindows">
    /// Whether the series are going to be cut at earlier origins: then each feature is known in the future that is not in <see cref="NixtlaRequest.Historic"/>, since the
    /// values beside what is cut off are its future.
    /// </param>
    internal TimeSeries[] Make(CancellationToken cancellationToken, bool cutsWindows = false)
    {
        PackedSeries packed = request.Series;
        if (_frequency is null && !string.IsNullOrEmpty(request.Freq))
        {
            _warnings.Add($"freq '{Excerpt.Of(request.Freq)}' is not known: the values are numbered, and no season is assumed");
        }

        NumberColumn[] targets = packed.Y.Split(packed.Sizes);
        Column[][] pasts = [.. packed.X.Select((row, place) => row.Split(packed.Sizes, packed.Categorical.Contains(place)))];
        int[] steps = [.. Enumerable.Repeat(horizon, packed.Sizes.Count)];
        Column[][] futures = cutsWindows
            ? [.. pasts.Select((row, place) => request.Historic?.Contains(place) == true ? [] : Unknown(row))]
            : [.. packed.XFuture.Select((row, place) => row.Split(steps, packed.Categorical.Contains(place)))];
        TimeSeries[] series = new TimeSeries[targets.Length];
        for (int i = 0; i < series.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSeries one = new()
            {
                Id = i.ToString(CultureInfo.InvariantCulture),
                Target = targets[i],
                Frequency = _frequency,
                Freq = _frequency is null ? null : request.Freq,
                Covariates = [.. pasts.Select((row, place) => new Covariate(NameOf(place), row[i], place < futures.Length && futures[place].Length > 0 ? futures[place][i] : null))],
            };
            series[i] = packed.Starts?[i] is { } start ? Dated(one, start, i) : one;
        }

        return series;
    }

    // Every origin lies so far back that nothing of this is ever looked at.
    private Column[] Unknown(Column[] past)
    {
        Column none = past is [CategoryColumn, ..]
            ? CategoryColumn.Of([.. Enumerable.Repeat(Column.Gap, horizon)], [])
            : NumberColumn.Of([.. Enumerable.Repeat(double.NaN, horizon)]);
        return [.. Enumerable.Repeat(none, past.Length)];
    }

    private TimeSeries Dated(TimeSeries series, string start, int place)
    {
        if (_frequency is not { } frequency || frequency.IsIndex)
        {
            return series;
        }

        if (!_known.TryGetValue((start, series.Length), out (IReadOnlyList<Timestamp> Times, IReadOnlyList<Timestamp> Future)? steps))
        {
            steps = StepsOf(start, frequency, series.Length, place);
            _known.Add((start, series.Length), steps);
        }

        if (steps is not { } known)
        {
            _notices.Add(series.Id, $"no time stamps begin at '{Excerpt.Of(start)}' and go on in steps of '{frequency.Name}': its values are numbered");
            return series;
        }

        return series with { Times = known.Times, FutureTimes = known.Future };
    }

    private (IReadOnlyList<Timestamp> Times, IReadOnlyList<Timestamp> Future)? StepsOf(string text, Frequency frequency, int length, int place)
    {
        if (!Timestamp.TryParse(text, out Timestamp start) || start.IsIndex)
        {
            faults.Add(
                "value",
                [PackedReader.Name, "start_datetime", place.ToString(CultureInfo.InvariantCulture)],
                "a start must be a date or time in ISO 8601, e.g. 2020-01-01 or 2025-01-01T05:00",
                text);
            return null;
        }

        try
        {
            StartedTimes times = StartedTimes.From(start, frequency, length);
            TimestampGrid grid = TimestampGrid.Create([.. times], frequency);
            return grid.IsRegular ? (times, grid.Future(horizon)) : null;
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or OverflowException or TollamaException)
        {
            return null;
        }
    }
}
