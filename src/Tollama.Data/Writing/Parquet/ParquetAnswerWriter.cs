using System.Buffers;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Data.Writing.Parquet;

/// <summary>An answer as a Parquet file, compressed with Snappy; the metadata stand in its footer, so they are always complete.</summary>
internal sealed class ParquetAnswerWriter(IBufferWriter<byte> output) : IAnswerWriter
{
    private AnswerColumns? _columns;
    private AnswerBatch? _batch;
    private DataField[] _fields = [];
    private ParquetWriter? _writer;

    public long HeldBytes => _batch?.Bytes ?? 0;

    public async ValueTask BeginAsync(AnswerColumns columns, AnswerMetadata metadata)
    {
        _columns = columns;
        _batch = new AnswerBatch(columns);
        _fields = FieldsOf(columns);
        ParquetOptions options = new() { CompressionMethod = CompressionMethod.Snappy };
        _writer = await ParquetWriter.CreateAsync(new ParquetSchema(_fields), new OutputStream(output), options).ConfigureAwait(false);
    }

    public ValueTask AddAsync(SeriesForecastData forecast)
    {
        _batch!.Add(forecast);
        return _batch.IsFull ? FlushAsync() : ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(SeriesError error)
    {
        _batch!.Add(error);
        return _batch.IsFull ? FlushAsync() : ValueTask.CompletedTask;
    }

    public async ValueTask EndAsync(AnswerMetadata metadata)
    {
        await FlushAsync().ConfigureAwait(false);
        Dictionary<string, string> custom = new() { [AnswerMetadata.Key] = JsonSerializer.Serialize(metadata, TollamaJsonContext.Default.AnswerMetadata) };
        if (ArrowSchema.Of(_columns!, custom) is { } schema)
        {
            custom[ArrowSchema.Key] = schema;
        }

        _writer!.CustomMetadata = custom;
        await _writer.DisposeAsync().ConfigureAwait(false);
        _writer = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static DataField[] FieldsOf(AnswerColumns columns)
    {
        List<DataField> fields = [.. columns.IdNames.Select(name => new DataField<string>(name))];
        fields.Add(columns.Stamps.Kind switch
        {
            StampKind.Position => new DataField<long?>(ForecastColumns.Stamp),
            StampKind.Date => new DateTimeDataField(ForecastColumns.Stamp, DateTimeFormat.Date, isNullable: true),
            StampKind.Time => new DateTimeDataField(
                ForecastColumns.Stamp, DateTimeFormat.Timestamp, isAdjustedToUTC: columns.Stamps.Zone is not null, unit: DateTimeTimeUnit.Micros, isNullable: true),
            _ => new DataField<string>(ForecastColumns.Stamp),
        });
        fields.AddRange(columns.Numbers.Names.Select(name => new DataField<double?>(name)));
        if (columns.HasErrors)
        {
            fields.Add(new DataField<string>(AnswerColumns.Error));
        }

        return [.. fields];
    }

    private async ValueTask FlushAsync()
    {
        if (_batch!.Count == 0)
        {
            return;
        }

        using ParquetRowGroupWriter group = _writer!.CreateRowGroup();
        int field = 0;
        foreach (List<string?> texts in _batch.Ids)
        {
            await group.WriteAsync(_fields[field++], texts!).ConfigureAwait(false);
        }

        await WriteStampsAsync(group, _fields[field++]).ConfigureAwait(false);
        foreach (List<double?> numbers in _batch.Numbers)
        {
            await group.WriteAsync<double>(_fields[field++], numbers.ToArray()).ConfigureAwait(false);
        }

        if (_columns!.HasErrors)
        {
            await group.WriteAsync(_fields[field], _batch.Errors!).ConfigureAwait(false);
        }

        group.CompleteValidate();
        _batch.Clear();
    }

    private async ValueTask WriteStampsAsync(ParquetRowGroupWriter group, DataField field)
    {
        switch (_columns!.Stamps.Kind)
        {
            case StampKind.Text:
                await group.WriteAsync(field, _batch!.StampTexts!).ConfigureAwait(false);
                break;
            case StampKind.Position:
                await group.WriteAsync<long>(field, _batch!.Stamps.ToArray()).ConfigureAwait(false);
                break;
            default:
                long unit = _columns.Stamps.Kind == StampKind.Date ? TimeSpan.TicksPerDay : TimeSpan.TicksPerMicrosecond;
                DateTime?[] times = [.. _batch!.Stamps.Select(stamp => stamp is { } known ? DateTime.UnixEpoch.AddTicks(known * unit) : (DateTime?)null)];
                await group.WriteAsync<DateTime>(field, times).ConfigureAwait(false);
                break;
        }
    }
}
