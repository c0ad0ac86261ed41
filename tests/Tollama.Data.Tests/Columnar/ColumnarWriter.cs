using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Parquet;
using Parquet.Schema;
using Field = Apache.Arrow.Field;
using Schema = Apache.Arrow.Schema;

namespace Tollama.Data.Tests.Columnar;

/// <summary>Writes a table of five columns with the libraries of the two formats.</summary>
internal static class ColumnarWriter
{
    public static byte[] Parquet(DrawnTable table, CompressionMethod method, int groupLength)
    {
        using MemoryStream stream = new();
        WriteParquetAsync(table, method, groupLength, stream).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    public static byte[] Arrow(DrawnTable table, bool isFile, CompressionCodecType? codec, int batchLength)
    {
        using MemoryStream stream = new();
        TimestampType stamps = new(TimeUnit.Microsecond, table.Zone);
        Schema schema = new Schema.Builder()
            .Field(new Field("store", StringType.Default, true)).Field(new Field("ts", stamps, false)).Field(new Field("y", DoubleType.Default, true))
            .Field(new Field("n", Int64Type.Default, true)).Field(new Field("kind", StringType.Default, true)).Build();
        IpcOptions options = new() { CompressionCodec = codec, CompressionCodecFactory = new CompressionCodecFactory() };
        using (ArrowStreamWriter writer = isFile ? new ArrowFileWriter(stream, schema, leaveOpen: true, options) : new ArrowStreamWriter(stream, schema, leaveOpen: true, options))
        {
            for (int first = 0; first < table.Rows.Count; first += batchLength)
            {
                DrawnRow[] rows = [.. table.Rows.Skip(first).Take(batchLength)];
                writer.WriteRecordBatch(new RecordBatch(schema, Arrays(rows, stamps), rows.Length));
            }

            writer.WriteEnd();
        }

        return stream.ToArray();
    }

    private static IArrowArray[] Arrays(DrawnRow[] rows, TimestampType stamps)
    {
        StringArray.Builder store = new();
        TimestampArray.Builder ts = new(stamps);
        DoubleArray.Builder y = new();
        Int64Array.Builder n = new();
        StringArray.Builder kind = new();
        foreach (DrawnRow row in rows)
        {
            store.Append(row.Store);
            ts.Append(new DateTimeOffset(row.Utc, TimeSpan.Zero));
            _ = row.Y is { } value ? y.Append(value) : y.AppendNull();
            _ = row.N is { } number ? n.Append(number) : n.AppendNull();
            _ = row.Kind is null ? kind.AppendNull() : kind.Append(row.Kind);
        }

        return [store.Build(), ts.Build(), y.Build(), n.Build(), kind.Build()];
    }

    private static async Task WriteParquetAsync(DrawnTable table, CompressionMethod method, int groupLength, MemoryStream stream)
    {
        DataField store = new DataField<string>("store");
        DateTimeDataField ts = new("ts", DateTimeFormat.Timestamp, isAdjustedToUTC: table.Zone is not null, unit: DateTimeTimeUnit.Micros, isNullable: false);
        DataField<double?> y = new("y");
        DataField<long?> n = new("n");
        DataField kind = new DataField<string>("kind");
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(store, ts, y, n, kind), stream, new ParquetOptions { CompressionMethod = method }, cancellationToken: stop);
        for (int first = 0; first < table.Rows.Count; first += groupLength)
        {
            DrawnRow[] rows = [.. table.Rows.Skip(first).Take(groupLength)];
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(store, [.. rows.Select(row => row.Store)]);
            await group.WriteAsync<DateTime>(ts, rows.Select(row => row.Utc).ToArray(), cancellationToken: stop);
            await group.WriteAsync<double>(y, rows.Select(row => row.Y).ToArray(), cancellationToken: stop);
            await group.WriteAsync<long>(n, rows.Select(row => row.N).ToArray(), cancellationToken: stop);
            await group.WriteAsync(kind, [.. rows.Select(row => row.Kind!)]);
        }
    }
}
