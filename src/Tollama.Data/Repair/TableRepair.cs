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
    private readonly WarningList _warnings = new();
    private readonly List<SeriesError> _errors = [];

    /// <summary>What was assumed and repaired.</summary>
    public IReadOnlyList<string> Warnings => _warnings.Items;

    /// <summary>Series that cannot be forecast, while others can.</summary>
    public IReadOnlyList<SeriesError> Errors => _errors;

    private bool IsStrict => request.OnBadData == BadDataPolicy.Strict;

    /// <summary>The panel of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TollamaException">The one series cannot be repaired, or a strict request forbids it; there are too many values.</exception>
    public Panel Repair(TableContent table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        _warnings.AddRange(table.Warnings);
        RepairOptions options = new()
        {
            Frequency = Frequency.TryParse(request.Freq, out Frequency? frequency) ? frequency : null,
            Table = frequency is null ? PanelFrequency.Of(table.Series) : null,
            Strict = IsStrict,
            Duplicates = request.Duplicates ?? DuplicateMerge.Refuse,
            Room = _room,
            Aborted = cancellationToken,
        };
        List<TimeSeries> regular = new(table.Series.Count);
        for (int i = 0; i < table.Series.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Repaired repaired = SeriesRepair.Repair(table.Series[i], request.Horizon!.Value, options, table.Rows[i]);
                _warnings.AddRange(repaired.Warnings);
                regular.Add(frequency is null ? repaired.Series : repaired.Series with { Freq = frequency.Name });
            }
            catch (TollamaException exception) when (!IsStrict && table.Series.Count > 1 && !_room.IsExceeded)
            {
                _errors.Add(new SeriesError { Id = table.Series[i].Id, Code = exception.Code.ToWireName(), Message = exception.Message });
            }
        }

        if (frequency is null && PanelFrequency.Difference(regular) is { } difference)
        {
            _warnings.Add(difference);
        }

        return new Panel(regular, request.Horizon!.Value);
    }
}
