using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Operations;
using Tollama.Data.Writing;

namespace Tollama.Daemon.Endpoints;

/// <summary>An answer as a table, for clients that accept one.</summary>
/// <remarks>
/// A column <c>error</c> stands in the table whenever a series failed. Whether one did is known at the end only, as are the metadata; so rows are made then, or when the
/// answer has to be sent in pieces, which always has the column.
/// </remarks>
/// <param name="writer">Writes the format.</param>
/// <param name="columns">The columns of the answer.</param>
internal sealed class TableForecastWriter(IAnswerWriter writer, AnswerColumns columns) : IForecastWriter, IAsyncDisposable
{
    private const int BytesOfNumber = 20;

    private const int BytesOfStep = 60;

    private readonly int _numbers = columns.Numbers.Names.Count;
    private readonly List<SeriesForecastData> _held = [];
    private readonly Dictionary<string, string> _methods = new(StringComparer.Ordinal);
    private readonly SeriesNotices _told = new();
    private ForecastOutcome? _frame;
    private bool _hasBegun;
    private long _heldSteps;

    public long HeldBytes => (_heldSteps * (BytesOfStep + ((_numbers - 1) * BytesOfNumber))) + writer.HeldBytes;

    public bool TellsNotices => false;

    /// <summary>What is known beside the numbers; complete at the end.</summary>
    internal AnswerMetadata Metadata { get; private set; } = new();

    public ValueTask BeginAsync(ForecastOutcome frame)
    {
        // The header follows when it is known whether there is a column for errors.
        _frame = frame;
        return ValueTask.CompletedTask;
    }

    public async ValueTask AddAsync(IReadOnlyList<SeriesForecastData> forecasts)
    {
        foreach (SeriesForecastData forecast in forecasts)
        {
            _told.AddRange(forecast.Id, forecast.Warnings ?? []);
            if (forecast.Method is { } method)
            {
                _methods[forecast.Id] = method;
            }
        }

        if (!_hasBegun)
        {
            _held.AddRange(forecasts);
            _heldSteps += forecasts.Sum(forecast => forecast.Mean.Length);
            return;
        }

        await WriteRowsAsync(forecasts).ConfigureAwait(false);
    }

    public ValueTask SendInPiecesAsync() => WriteHeldAsync(hasErrors: true, MetadataOf(_frame!) with { IsComplete = false });

    public async ValueTask<ForecastOutcome> EndAsync(ForecastOutcome frame)
    {
        IReadOnlyList<SeriesError> errors = frame.Unfinished.Errors ?? [];
        Metadata = MetadataOf(frame);
        await WriteHeldAsync(errors.Count > 0, Metadata).ConfigureAwait(false);
        foreach (SeriesError error in errors)
        {
            await writer.AddAsync(error).ConfigureAwait(false);
        }

        await writer.EndAsync(Metadata).ConfigureAwait(false);
        return frame with { Unfinished = frame.Unfinished with { Warnings = Metadata.Warnings } };
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private AnswerMetadata MetadataOf(ForecastOutcome frame)
    {
        ForecastResponse answer = frame.Unfinished;
        string[] warnings = [.. (answer.Warnings ?? []).Concat(_told.Items).Distinct()];
        return new AnswerMetadata
        {
            Model = answer.Model,
            ModelDigest = answer.ModelDigest,
            TollamaVersion = answer.TollamaVersion,
            Input = answer.Input,
            Metrics = answer.Metrics,
            Methods = _methods.Count == 0 ? null : _methods,
            Warnings = warnings.Length == 0 ? null : warnings,
            Errors = answer.Errors,
        };
    }

    private async ValueTask WriteHeldAsync(bool hasErrors, AnswerMetadata metadata)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            await writer.BeginAsync(columns with { HasErrors = hasErrors }, metadata).ConfigureAwait(false);
            await WriteRowsAsync(_held).ConfigureAwait(false);
            _held.Clear();
            _heldSteps = 0;
        }
    }

    private async ValueTask WriteRowsAsync(IReadOnlyList<SeriesForecastData> forecasts)
    {
        foreach (SeriesForecastData forecast in forecasts)
        {
            await writer.AddAsync(forecast).ConfigureAwait(false);
        }
    }
}
