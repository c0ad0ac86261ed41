using System.Buffers;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Data.Writing.Arrow;

/// <summary>An answer as an Arrow IPC stream or file: record batches without compression.</summary>
/// <remarks>The metadata stand in the schema, before the first row. So they are complete only in an answer that is written when everything is known.</remarks>
internal sealed class ArrowAnswerWriter(IBufferWriter<byte> output, bool isFile) : IAnswerWriter
{
    private AnswerColumns? _columns;
    private AnswerBatch? _batch;
    private Schema? _schema;
    private ArrowStreamWriter? _writer;

    public long HeldBytes => _batch?.Bytes ?? 0;

    public async ValueTask BeginAsync(AnswerColumns columns, AnswerMetadata metadata)
    {
        _columns = columns;
        _batch = new AnswerBatch(columns);
        string json = JsonSerializer.Serialize(metadata, TollamaJsonContext.Default.AnswerMetadata);
        _schema = ArrowTables.SchemaOf(columns, new Dictionary<string, string> { [AnswerMetadata.Key] = json });
        OutputStream stream = new(output, tellsPlaces: isFile);
        _writer = isFile ? new ArrowFileWriter(stream, _schema) : new ArrowStreamWriter(stream, _schema);
        await _writer.WriteStartAsync().ConfigureAwait(false);
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
        await _writer!.WriteEndAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask FlushAsync()
    {
        if (_batch!.Count > 0)
        {
            using RecordBatch batch = ArrowTables.BatchOf(_schema!, _columns!, _batch);
            await _writer!.WriteRecordBatchAsync(batch).ConfigureAwait(false);
            _batch.Clear();
        }
    }
}
