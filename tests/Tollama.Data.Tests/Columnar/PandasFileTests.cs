using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Parquet;
using Parquet.Schema;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;
using Field = Apache.Arrow.Field;
using Schema = Apache.Arrow.Schema;

namespace Tollama.Data.Tests.Columnar;

/// <summary>What pandas and pyarrow write beside the columns of a file.</summary>
public sealed class PandasFileTests
{
    private const string Day = "ds";

    [Theory]
    [InlineData("{\"freq\":\"M\"}")]
    [InlineData("{\"freq\":\"D\"}")]
    public void Periods_are_no_numbers(string details)
    {
        Dictionary<string, string> period = new() { ["ARROW:extension:name"] = "pandas.period", ["ARROW:extension:metadata"] = details };
        byte[] bytes = Stream([new Field("month", Int64Type.Default, true, period), new Field("y", DoubleType.Default, true)], null, row => 600 + row);

        foreach (TableOptions options in (TableOptions[])[new(), new() { TimeColumns = ["month"] }])
        {
            TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(bytes, options));
            error.Code.ShouldBe(ErrorCode.InvalidTable);
            error.Message.ShouldContain("column 'month' has periods of pandas");
            error.Hint.ShouldNotBeNull().ShouldContain(".to_timestamp()");
        }
    }

    /// <summary>pyarrow keeps its schema, and so the periods, beside that of Parquet.</summary>
    [Fact]
    public async Task Periods_are_no_numbers_in_Parquet()
    {
        Dictionary<string, string> period = new() { ["ARROW:extension:name"] = "pandas.period", ["ARROW:extension:metadata"] = "{\"freq\":\"M\"}" };
        byte[] stream = Stream([new Field("month", Int64Type.Default, true, period), new Field("y", DoubleType.Default, true)], null, row => row);
        string schema = Convert.ToBase64String(stream.AsSpan(0, 8 + BitConverter.ToInt32(stream, 4)));
        foreach (string? kept in (string?[])[schema, null])
        {
            using MemoryStream bytes = new();
            await WriteParquetAsync(bytes, kept);
            if (kept is null)
            {
                TableTesting.Read(bytes.ToArray()).Series.ShouldHaveSingleItem().Length.ShouldBe(10);
                continue;
            }

            Should.Throw<TollamaException>(() => TableTesting.Read(bytes.ToArray())).Message.ShouldContain("column 'month' has periods of pandas");
        }
    }

    [Fact]
    public void Other_extensions_are_read_as_what_they_are()
    {
        Dictionary<string, string> other = new() { ["ARROW:extension:name"] = "acme.counter" };
        byte[] bytes = Stream([new Field("t", Int64Type.Default, true, other), new Field("y", DoubleType.Default, true)], null, row => row);
        TableTesting.Read(bytes).Series.ShouldHaveSingleItem().Length.ShouldBe(10);
    }

    [Fact]
    public void A_range_with_a_name_is_a_column()
    {
        byte[] bytes = Stream([new Field("y", DoubleType.Default, true)], Pandas("\"year\"", 1990, 2010, 2), row => row);
        TableContent table = TableTesting.Read(bytes);
        table.Roles.TimeColumns.ShouldBe(["year"]);
        table.Series.ShouldHaveSingleItem().Stamps()[..3].ShouldBe(["1990", "1992", "1994"]);
        table.Columns.Select(column => column.Name).ShouldBe(["year", "y"]);
    }

    [Theory]
    [InlineData("null", 0, 10, 1)]
    [InlineData("\"year\"", 1990, 2011, 2)]
    [InlineData("\"year\"", 0, 0, 0)]
    [InlineData("\"y\"", 0, 10, 1)]
    public void Other_ranges_are_none(string name, int start, int stop, int step)
    {
        byte[] bytes = Stream([new Field("y", DoubleType.Default, true)], Pandas(name, start, stop == 2011 ? 2031 : stop, step), row => row);
        TableTesting.Read(bytes).Columns.Select(column => column.Name).ShouldBe(["y"]);
    }

    [Fact]
    public void Streams_one_behind_the_other_are_refused()
    {
        byte[] one = Stream([new Field("t", Int64Type.Default, true), new Field("y", DoubleType.Default, true)], null, row => row);
        byte[] open = one[..^8];
        TableTesting.Read(one).Warnings.ShouldNotContain(warning => warning.Contains("mark of its end", StringComparison.Ordinal));
        foreach (byte[] both in (byte[][])[[.. one, .. one], [.. open, .. one]])
        {
            Should.Throw<TollamaException>(() => TableTesting.Read(both)).Message.ShouldContain("Several Arrow streams stand one behind the other");
        }

        TableContent table = TableTesting.Read(open);
        table.Series[0].Length.ShouldBe(10);
        table.Warnings.ShouldContain(warning => warning.StartsWith("the Arrow stream has no mark of its end", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zone_that_nobody_knows_is_refused()
    {
        TimestampType type = new(TimeUnit.Microsecond, "Mars/X");
        TimestampArray.Builder stamps = new(type);
        DoubleArray.Builder values = new();
        for (int row = 0; row < 10; row++)
        {
            stamps.Append(new DateTimeOffset(2024, 1, 1, row, 0, 0, TimeSpan.Zero));
            values.Append(row);
        }

        byte[] bytes = Write(new Schema.Builder().Field(new Field(Day, type, true)).Field(new Field("y", DoubleType.Default, true)).Build(), [stamps.Build(), values.Build()]);
        TollamaException error = Should.Throw<TollamaException>(() => TableTesting.Read(bytes));
        error.Message.ShouldBe("column 'ds': its zone 'Mars/X' is not known here.");
        error.Hint.ShouldNotBeNull().ShouldContain("timezone=");
        TableTesting.Read(bytes, reading: new TableReading { TimeZone = "UTC" }).Series[0].Length.ShouldBe(10);
    }

    private static async Task WriteParquetAsync(MemoryStream stream, string? schema)
    {
        DataField<long> month = new("month");
        DataField<double> y = new("y");
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(month, y), stream, cancellationToken: stop);
        writer.CustomMetadata = schema is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["ARROW:schema"] = schema };
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<long>(month, Enumerable.Range(600, 10).Select(row => (long)row).ToArray(), cancellationToken: stop);
        await group.WriteAsync<double>(y, Enumerable.Range(0, 10).Select(row => (double)row).ToArray(), cancellationToken: stop);
    }

    private static string Pandas(string name, int start, int stop, int step) =>
        $"{{\"index_columns\":[{{\"kind\":\"range\",\"name\":{name},\"start\":{start},\"stop\":{stop},\"step\":{step}}}],\"columns\":[]}}";

    /// <summary>Ten rows: whole numbers are those of the rows, the others count from 0.</summary>
    private static byte[] Stream(IReadOnlyList<Field> fields, string? pandas, Func<int, long> number)
    {
        Schema.Builder schema = new();
        List<IArrowArray> arrays = [];
        foreach (Field field in fields)
        {
            schema.Field(field);
            arrays.Add(field.DataType is Int64Type
                ? new Int64Array.Builder().AppendRange(Enumerable.Range(0, 10).Select(number)).Build()
                : new DoubleArray.Builder().AppendRange(Enumerable.Range(0, 10).Select(row => (double)row)).Build());
        }

        return Write((pandas is null ? schema : schema.Metadata("pandas", pandas)).Build(), arrays);
    }

    private static byte[] Write(Schema schema, IReadOnlyList<IArrowArray> arrays)
    {
        using MemoryStream stream = new();
        using (ArrowStreamWriter writer = new(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, arrays, 10));
            writer.WriteEnd();
        }

        return stream.ToArray();
    }
}
