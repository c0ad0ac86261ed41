using System.Buffers;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing.Xlsx;

/// <summary>An answer as a workbook of Excel: a sheet with the table, and one with what is known beside it.</summary>
/// <remarks>A workbook knows no time zones: points in time that have one are texts with their offsets, all others are dates.</remarks>
internal sealed class XlsxAnswerWriter(IBufferWriter<byte> output) : IAnswerWriter
{
    private const string Notes = "notes";

    private AnswerColumns? _columns;
    private XlsxWriter? _writer;

    // The archive keeps some of what it compresses, which is little.
    public long HeldBytes => 0;

    private bool HasDates => _columns!.Stamps is { Kind: StampKind.Date } or { Kind: StampKind.Time, Zone: null };

    public ValueTask BeginAsync(AnswerColumns columns, AnswerMetadata metadata)
    {
        _columns = columns;
        XlsxColumnKind stamps = columns.Stamps.Kind == StampKind.Position ? XlsxColumnKind.Number
            : !HasDates ? XlsxColumnKind.Text
            : columns.Stamps.Kind == StampKind.Date ? XlsxColumnKind.Date
            : XlsxColumnKind.DateTime;
        List<XlsxColumn> sheet = [.. columns.IdNames.Select(name => new XlsxColumn(name, XlsxColumnKind.Text))];
        sheet.Add(new XlsxColumn(ForecastColumns.Stamp, stamps));
        sheet.AddRange(columns.Numbers.Names.Select(name => new XlsxColumn(name, XlsxColumnKind.Number)));
        if (columns.HasErrors)
        {
            sheet.Add(new XlsxColumn(AnswerColumns.Error, XlsxColumnKind.Text));
        }

        _writer = new XlsxWriter(new OutputStream(output), sheet, notesName: Notes);
        return ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(SeriesForecastData forecast)
    {
        string[] ids = [.. SeriesKeys.CellsOf(_columns!.IdColumns, forecast.Id, forecast.Keys)];
        foreach ((int step, double[] numbers) in _columns.Numbers.StepsOf(forecast))
        {
            AddIds(ids);
            AddStamp(AnswerColumns.StampAt(forecast, step), ForecastColumns.StampOf(forecast, step));
            foreach (double number in numbers)
            {
                _writer!.Add(number);
            }

            _writer!.EndRow();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(SeriesError error)
    {
        AddIds(SeriesKeys.CellsOf(_columns!.IdColumns, error.Id, error.Keys));
        for (int empty = 0; empty <= _columns.Numbers.Names.Count; empty++)
        {
            _writer!.AddMissing();
        }

        _writer!.Add(error.Message);
        _writer.EndRow();
        return ValueTask.CompletedTask;
    }

    public ValueTask EndAsync(AnswerMetadata metadata)
    {
        _writer!.SetNotes(NotesOf(metadata));
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<KeyValuePair<string, string>> NotesOf(AnswerMetadata metadata)
    {
        (string Name, string? Text)[] facts =
        [
            ("model", metadata.Model), ("model_digest", metadata.ModelDigest), ("tollama_version", metadata.TollamaVersion), ("input", metadata.Input),
            .. (metadata.Warnings ?? []).Select(warning => ("warning", warning)),
            .. (metadata.Errors ?? []).Select(error => ("error", SeriesError.Named(error.Id, error.Message))),
            .. (metadata.Methods ?? new Dictionary<string, string>()).Select(pair => ("method of " + Excerpt.Of(pair.Key), pair.Value)),
        ];
        return facts.Where(fact => fact.Text is not null).Select(fact => KeyValuePair.Create(fact.Name, fact.Text!));
    }

    private void AddIds(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            _writer!.Add(id);
        }
    }

    private void AddStamp(Timestamp? stamp, string text)
    {
        if (stamp is { } known && HasDates)
        {
            _writer!.Add(known.Local);
        }
        else if (stamp is { IsIndex: true } position && _columns!.Stamps.Kind == StampKind.Position)
        {
            _writer!.Add(position.Index);
        }
        else
        {
            _writer!.Add(text);
        }
    }
}
