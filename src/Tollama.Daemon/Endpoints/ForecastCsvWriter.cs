using System.Buffers;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Daemon.Operations;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Endpoints;

/// <summary>An answer as CSV, for clients that accept <c>text/csv</c>.</summary>
/// <remarks>
/// A column <c>error</c> stands in the table whenever a series failed. Whether one did is known at the end only; so rows are made then, or when the answer has to
/// be sent in pieces, which always has the column.
/// </remarks>
/// <param name="output">Where to.</param>
/// <param name="columns">The columns of numbers in the answer.</param>
/// <param name="idColumns">The columns that name the series, see <see cref="ForecastCsvOptions.IdColumns"/>.</param>
internal sealed class ForecastCsvWriter(IBufferWriter<byte> output, ForecastColumns columns, IReadOnlyList<string> idColumns) : IForecastWriter
{
    internal const string ContentType = "text/csv; charset=utf-8";

    private const string Type = "text/csv";

    private const int BytesOfNumber = 20;

    private const int BytesOfStep = 60;

    private readonly int _numbers = columns.Names.Count;
    private readonly List<SeriesForecastData> _held = [];
    private ForecastCsvOptions? _options;
    private long _heldSteps;

    internal static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains(Type, StringComparison.OrdinalIgnoreCase);

    public long HeldBytes => _heldSteps * (BytesOfStep + ((_numbers - 1) * BytesOfNumber));

    public void Begin(ForecastOutcome frame)
    {
        // The header follows when it is known whether there is a column for errors.
    }

    public void Add(IReadOnlyList<SeriesForecastData> forecasts)
    {
        if (_options is null)
        {
            _held.AddRange(forecasts);
            _heldSteps += forecasts.Sum(forecast => forecast.Mean.Length);
        }
        else
        {
            WriteRows(forecasts);
        }
    }

    public void SendInPieces() => WriteHeld(hasErrors: true);

    public void End(ForecastOutcome frame)
    {
        IReadOnlyList<SeriesError> errors = frame.Unfinished.Errors ?? [];
        WriteHeld(errors.Count > 0);
        foreach (SeriesError error in errors)
        {
            ForecastCsv.WriteError(output, error, columns, _options!);
        }
    }

    private void WriteHeld(bool hasErrors)
    {
        if (_options is null)
        {
            _options = new ForecastCsvOptions { IdColumns = idColumns, HasErrors = hasErrors };
            ForecastCsv.WriteHeader(output, columns, _options);
            WriteRows(_held);
            _held.Clear();
            _heldSteps = 0;
        }
    }

    private void WriteRows(IReadOnlyList<SeriesForecastData> forecasts)
    {
        foreach (SeriesForecastData forecast in forecasts)
        {
            ForecastCsv.WriteRows(output, forecast, columns, _options!);
        }
    }
}
