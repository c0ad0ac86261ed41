using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Repair;

/// <summary>Makes the series of a table regular: what can be repaired is, unless the request is strict.</summary>
/// <param name="request">The request beside the table.</param>
/// <param name="limits">How many values the series may have with their gaps filled; <see langword="null"/> for no limit.</param>
public sealed class TableRepair(ForecastRequest request, RequestLimits? limits = null)
{
    private readonly PanelRoom _room = new(limits ?? RequestLimits.None);
    private readonly List<string> _ofTable = [];
    private readonly SeriesNotices _ofSeries = new();
    private readonly List<SeriesError> _errors = [];

    /// <summary>What was assumed and repaired.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            WarningList warnings = new();
            warnings.AddRange(_ofTable);
            warnings.AddRange(_ofSeries.Items);
            return warnings.Items;
        }
    }

    /// <summary>Series that cannot be forecast, while others can.</summary>
    public IReadOnlyList<SeriesError> Errors => _errors;

    /// <summary>The reason for a horizon that nothing else tells.</summary>
    public const string UsualNumber = "the usual number";

    /// <summary>Whether a series that cannot be repaired is told of even when it is the only one; by default it is thrown.</summary>
    public bool KeepsErrors { get; init; }

    /// <summary>Whether covariates need not be known behind the last value, since nothing is forecast there; by default each step needs a row.</summary>
    public bool MayLackFuture { get; init; }

    /// <summary>Why so many steps are forecast.</summary>
    public string HorizonReason { get; private set; } = "asked for";

    // These steps are forecast too, though nobody is told of them.
    private int Gap => request.Gap ?? 0;

    private bool IsStrict => request.OnBadData == BadDataPolicy.Strict;

    /// <summary>The panel of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TollamaException">The one series cannot be repaired, or a strict request forbids it; there are too many values; all rows of the future lie in the gap.</exception>
    public Panel Repair(TableContent table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        _ofTable.AddRange(table.Warnings);
        _errors.AddRange(table.Errors);
        RepairOptions plan = RepairPlan.Of(request);
        RepairOptions options = plan with { MayLackFuture = MayLackFuture, Table = plan.Frequency is null ? PanelFrequency.Of(table.Series) : null, Room = _room, Aborted = cancellationToken };
        Frequency? frequency = options.Frequency;
        int horizon = Gap + (request.Horizon ?? ChooseHorizon(table, options));
        List<TimeSeries> regular = new(table.Series.Count);
        for (int i = 0; i < table.Series.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Repaired repaired = SeriesRepair.Repair(table.Series[i], horizon, options, table.Rows[i]);
                _ofSeries.AddRange(table.Series[i].Id, repaired.Warnings);
                regular.Add(frequency is null ? repaired.Series : repaired.Series with { Freq = frequency.Name });
            }
            catch (TollamaException exception) when (!_room.IsExceeded && (KeepsErrors || (!IsStrict && table.Series.Count > 1)))
            {
                _errors.Add(new SeriesError { Id = table.Series[i].Id, Keys = table.Series[i].Keys, Code = exception.Code.ToWireName(), Message = WithHint(exception) });
            }
        }

        if (frequency is null && PanelFrequency.Difference(regular) is { } difference)
        {
            _ofTable.Add(difference);
        }

        return new Panel(regular, horizon);
    }

    /// <summary>The rows that the table has for the future, those behind the gap; else a number that is usual for its frequency.</summary>
    private int ChooseHorizon(TableContent table, RepairOptions options)
    {
        int rows = table.Series.Select(series => series.FutureTimes?.Count ?? 0).Where(count => count > 0).DefaultIfEmpty(0).Min();
        if (rows > 0)
        {
            if (rows <= Gap)
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest,
                    $"the table has {CountText.Of(rows, "row", "rows")} after the last value, and {RequestFields.Gap.With(Gap.ToString(CultureInfo.InvariantCulture))} leaves none of them to forecast.",
                    "Send horizon= with the number of steps behind the gap, or rows for them.");
            }

            HorizonReason = Gap == 0 ? "the rows after the last value" : "the rows after the last value and the gap";
            return rows - Gap;
        }

        Frequency? frequency = options.Frequency ?? options.Table ?? FrequencyOf(table.Series, options);
        HorizonReason = frequency is null ? UsualNumber : $"usual for steps of {frequency.Words}";
        return DefaultHorizon.Of(frequency);
    }

    // A series error has no other place for a hint.
    private static string WithHint(TollamaException error) => error.Hint is null ? error.Message : $"{error.Message} {error.Hint}";

    private static Frequency? FrequencyOf(IReadOnlyList<TimeSeries> series, RepairOptions options)
    {
        try
        {
            return series.Count == 0 ? null : SeriesRepair.Repair(series[0] with { FutureTimes = null, Covariates = [] }, horizon: 1, options with { Room = null }).Series.Frequency;
        }
        catch (TollamaException)
        {
            // The same is said of the series when its turn comes.
            return null;
        }
    }
}
