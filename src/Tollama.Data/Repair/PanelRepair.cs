using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Makes the series of a JSON request regular: frequency, order, gaps. What is regular already keeps its bytes.</summary>
/// <param name="request">The request.</param>
/// <param name="faults">Is told of what must not be repaired.</param>
/// <param name="limits">How many values the series may have with their gaps filled; <see langword="null"/> for no limit.</param>
public sealed class PanelRepair(ForecastRequest request, FaultList faults, RequestLimits? limits = null)
{
    private const int MaxOrderFaults = 3;
    private const double MaxGrowth = 10;

    private readonly PanelRoom _room = new(limits ?? RequestLimits.None);
    private readonly RepairOptions _plan = RepairPlan.Of(request);
    private readonly WarningList _ofAll = new();
    private readonly SeriesNotices _notices = new();
    private readonly List<SeriesError> _errors = [];
    private IReadOnlyList<TimeSeries> _series = request.Series;
    private Lazy<Frequency?> _table = new(() => null);

    /// <summary>What was repaired.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            WarningList warnings = new();
            warnings.AddRange(_ofAll.Items);
            warnings.AddRange(_notices.Items);
            return warnings.Items;
        }
    }

    /// <summary>Series that cannot be forecast, while others can.</summary>
    public IReadOnlyList<SeriesError> Errors => _errors;

    /// <summary>Whether a series that no frequency fits stays as it is, in the order of its stamps. By default that is a fault, and always when the request is strict.</summary>
    public bool TakesIrregular { get; init; }

    /// <summary>The frequency of most series, looked for when the first one has none.</summary>
    private Frequency? Table => _table.Value;

    // The steps of a gap are forecast too, though nobody is told of them.
    private int Horizon => (request.Gap ?? 0) + (request.Horizon ?? 1);

    // What irregular rows with one stamp mean is not asked of whoever only looks at them.
    private DuplicateMerge Merge => request.Duplicates ?? (TakesIrregular ? DuplicateMerge.Mean : DuplicateMerge.Refuse);

    private bool MayMerge => Merge != DuplicateMerge.Refuse;

    private bool MayRepairOrder => request.OnBadData == BadDataPolicy.Repair;

    /// <summary>The panel of the request's series.</summary>
    /// <param name="cancellationToken">Ends the work early.</param>
    public Panel Repair(CancellationToken cancellationToken)
    {
        int before = faults.Count;
        _series = ZonedPanel.Of(request, faults, _ofAll);
        if (faults.Count > before)
        {
            return new Panel([], Horizon);
        }

        _table = new Lazy<Frequency?>(() => PanelFrequency.Of(_series));
        List<TimeSeries> regular = new(_series.Count);
        for (int i = 0; i < _series.Count && !_room.IsExceeded; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string index = i.ToString(CultureInfo.InvariantCulture);
            try
            {
                if (Repair(_series[i], index, cancellationToken) is { } series)
                {
                    regular.Add(series);
                }
            }
            catch (TollamaException exception)
            {
                string type = _room.IsExceeded ? "limit" : "value";
                faults.Add(type, ["series", index, "timestamps"], SeriesError.Named(_series[i].Id, exception.Hint is { } hint ? $"{exception.Message} {hint}" : exception.Message));
            }
        }

        return new Panel(regular, Horizon);
    }

    private TimeSeries? Repair(TimeSeries series, string index, CancellationToken cancellationToken)
    {
        if (series.Target.Missing == series.Length)
        {
            _errors.Add(new SeriesError
            {
                Id = series.Id,
                Code = ErrorCode.SeriesNotForecastable.ToWireName(),
                Message = (series.Length == 1 ? "the only value is" : $"all {series.Length} values are") + " missing; send at least one that was observed",
            });
            return null;
        }

        // A series without time stamps goes on counting: after n values come n, n + 1, ….
        if (series.Times is { Count: > 0 })
        {
            return RepairDated(series, index, cancellationToken);
        }

        _room.Take(series, series.Length);
        Tell(TypingErrors.Find(series));
        return series;
    }

    private TimeSeries? RepairDated(TimeSeries series, string index, CancellationToken cancellationToken)
    {
        Timestamp[] stamps = series.Stamps();
        bool ascends = Ascends(stamps, index, out bool mayRepair);
        if (!mayRepair)
        {
            return null;
        }

        if (TakesIrregular && MayRepairOrder && series.Frequency is null && StepSearch.In([.. stamps.Distinct().Order()]).Grid is null)
        {
            _room.Take(series, series.Length);
            return Sorted(series);
        }

        if (ascends && _plan is { Aggregate: null, End: null })
        {
            StepSearch? search = series.Frequency is null ? StepChoice.Of(StampKinds.Unify(stamps, yearsArePositions: false).ToArray(), Table, MaxGrowth, keepsWeeks: true) : null;
            if (search is { Grid: null })
            {
                faults.Add("missing", ["series", index, "freq"], FrequencyUnknown(series, stamps, search));
                return null;
            }

            TimestampGrid grid = search?.Grid ?? TimestampGrid.Create(stamps, series.Frequency!);
            if (grid.IsRegular)
            {
                _room.Take(series, series.Length);
                return Regular(series, grid);
            }
        }

        RepairOptions options = _plan with
        {
            Frequency = _plan.Aggregate ?? series.Frequency,
            Duplicates = Merge,
            MergesEqualRows = Merge == DuplicateMerge.Refuse,
            Table = series.Frequency is null && _plan.Aggregate is null ? Table : null,
            KeepsWeeks = true,
            Room = _room,
            Aborted = cancellationToken,
        };
        Repaired repaired;
        try
        {
            repaired = SeriesRepair.Repair(series, Horizon, options);
        }
        catch (TollamaException) when (TakesIrregular && MayRepairOrder && series.Frequency is null && !_room.IsExceeded)
        {
            // The steps that came nearest would nearly all be gaps.
            return Sorted(series);
        }

        _notices.AddRange(series.Id, repaired.Warnings);
        return _plan.Aggregate is { } period ? repaired.Series with { Freq = period.Name } : repaired.Series;
    }

    private TimeSeries Sorted(TimeSeries series)
    {
        RepairLog log = new(series.Id, strict: false, rows: null);
        TimeSeries sorted = DuplicateRows.Merge(RowOrder.Sort(series with { Times = series.Stamps() }, log), _plan with { Duplicates = Merge }, log);
        _notices.AddRange(series.Id, log.Warnings);
        return sorted;
    }

    /// <summary>Whether the stamps ascend; what must not be repaired is a fault.</summary>
    private bool Ascends(Timestamp[] stamps, string index, out bool mayRepair)
    {
        int[] late = [.. Enumerable.Range(1, stamps.Length - 1).Where(i => stamps[i] <= stamps[i - 1])];
        string clocks = late.Length > 0 && ClockHints.SetBack(Array.ConvertAll(late, i => stamps[i])) is { } zone
            ? $"; or, since clocks were set back then, timezone={zone}, or the zone of these times"
            : "";
        int faulty = 0;
        foreach (int i in late)
        {
            bool repeats = stamps[i] == stamps[i - 1];
            if (!MayRepairOrder && !(repeats && MayMerge) && faulty++ < MaxOrderFaults)
            {
                faults.Add(
                    "order",
                    ["series", index, "timestamps", i.ToString(CultureInfo.InvariantCulture)],
                    $"'{stamps[i]}' {(repeats ? "repeats" : "is earlier than")} the one before it ('{stamps[i - 1]}'); timestamps must ascend: "
                    + (repeats ? "send one value a stamp, or duplicates=sum, mean, first, last or max" : "sort them, or send on_bad_data=repair") + clocks,
                    stamps[i].ToString());
            }
        }

        mayRepair = faulty == 0;
        return late.Length == 0;
    }

    private void Tell(string? slip)
    {
        if (slip is not null)
        {
            _ofAll.Add(slip);
        }
    }

    private TimeSeries Regular(TimeSeries series, TimestampGrid grid)
    {
        if (grid.Warning is { } warning)
        {
            _notices.Add(series.Id, warning);
        }

        TimeSeries regular = series with { Frequency = series.Frequency ?? grid.Frequency, FutureTimes = grid.Future(Horizon) };
        Tell(TypingErrors.Find(regular));
        return regular;
    }

    private static string FrequencyUnknown(TimeSeries series, Timestamp[] stamps, StepSearch search) =>
        $"series '{Excerpt.Of(series.Id)}' needs freq=: " + (stamps.Length < 2 ? "one time stamp does not tell the time between two"
            : search.Frequency is { Frequency: { } nearest }
                ? $"no frequency fits its time stamps; {nearest.Words} comes nearest, but {search.LostCount} of {stamps.Length} values lie between its steps"
            : "no frequency fits its time stamps") + "; send freq=D, MS, h or another step that it has";
}
