using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Parquet;
using Parquet.Schema;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Json;
using Tollama.Core.Series;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

/// <summary>Answers in Parquet and Arrow, as other readers see them.</summary>
public sealed class ColumnarAnswerTests
{
    private static readonly double[] Mean = [1.5, double.NaN, -0.1];

    private static readonly SeriesError Failed = new() { Id = "z", Code = "SERIES_NOT_FORECASTABLE", Message = "too short, by far" };

    public static TheoryData<AnswerFormat> Arrows => [AnswerFormat.Arrow, AnswerFormat.ArrowStream];

    [Theory]
    [MemberData(nameof(Arrows))]
    public async Task Arrow_holds_values_dates_ids_and_what_is_known_beside_them(AnswerFormat format)
    {
        Stamped steps = new("2024-01-31", "2024-02-29", "2024-03-31");

        byte[] bytes = AnswerTable.Bytes(format, Columns(steps), [Forecast("ä, \"b\"", steps)], [Failed]);

        using RecordBatch batch = await ReadArrowAsync(format, bytes);
        batch.Schema.FieldsList.Select(field => $"{field.Name} {field.DataType.Name}").ShouldBe(["unique_id utf8", "ds date32", "mean double", "q0.1 double", "error utf8"]);
        ((StringArray)batch.Column(0)).GetString(2).ShouldBe("ä, \"b\"");
        ((Date32Array)batch.Column(1)).GetDateTimeOffset(1)!.Value.DateTime.ShouldBe(new DateTime(2024, 2, 29));
        ((Date32Array)batch.Column(1)).IsNull(3).ShouldBeTrue();
        Enumerable.Range(0, 4).Select(((DoubleArray)batch.Column(2)).GetValue).ShouldBe([1.5, null, -0.1, null]);
        ((StringArray)batch.Column(4)).GetString(3).ShouldBe("too short, by far");
        Metadata(batch.Schema.Metadata[AnswerMetadata.Key]).Methods!["ä, \"b\""].ShouldBe("theta");
    }

    [Fact]
    public async Task Parquet_holds_the_same()
    {
        Stamped steps = new("2024-01-31", "2024-02-29", "2024-03-31");

        byte[] bytes = AnswerTable.Bytes(AnswerFormat.Parquet, Columns(steps), [Forecast("ä, \"b\"", steps)], [Failed]);

        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        reader.Schema.DataFields.Select(field => field.Name).ShouldBe(["unique_id", "ds", "mean", "q0.1", "error"]);
        AnswerMetadata metadata = Metadata(reader.CustomMetadata[AnswerMetadata.Key]);
        (metadata.Model, metadata.Warnings!.Single(), metadata.Errors!.Single().Message).ShouldBe(("auto", "eins – zwei", "too short, by far"));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        double?[] mean = new double?[4];
        await group.ReadAsync<double>(reader.Schema.DataFields[2], mean, cancellationToken: TestContext.Current.CancellationToken);
        mean.ShouldBe([1.5, null, -0.1, null]);
        DateTime?[] stamps = new DateTime?[4];
        await group.ReadAsync<DateTime>(reader.Schema.DataFields[1], stamps, cancellationToken: TestContext.Current.CancellationToken);
        stamps.ShouldBe([new DateTime(2024, 1, 31), new DateTime(2024, 2, 29), new DateTime(2024, 3, 31), null]);
    }

    [Theory]
    [InlineData("2024-01-01", StampKind.Date, null)]
    [InlineData("2024-01", StampKind.Date, null)]
    [InlineData("2024Q1", StampKind.Date, null)]
    [InlineData("2024-01-01T10:30:00", StampKind.Time, null)]
    [InlineData("2024-01-01T10:30:00Z", StampKind.Time, "UTC")]
    [InlineData("2024-01-01T10:30:00-05:30", StampKind.Time, "-05:30")]
    [InlineData("2024-01-01T10:30:00+01:00[Europe/Berlin]", StampKind.Time, "Europe/Berlin")]
    [InlineData("1704067200", StampKind.Time, "UTC")]
    [InlineData("17", StampKind.Position, null)]
    public void A_stamp_has_the_narrowest_type_that_holds_it(string stamp, StampKind kind, string? zone) =>
        StampType.Of([Timestamp.Parse(stamp)]).ShouldBe(new StampType(kind, zone));

    [Fact]
    public void Stamps_of_two_kinds_are_texts_and_two_offsets_are_told_in_utc()
    {
        StampType.Of([Timestamp.Parse("17"), Timestamp.Parse("2024-01-01")]).Kind.ShouldBe(StampKind.Text);
        StampType.Of([Timestamp.Parse("2024-01-01T10:00:00"), Timestamp.Parse("2024-01-01T10:00:00Z")]).Kind.ShouldBe(StampKind.Text);
        Timestamp[] offsets = [Timestamp.Parse("2024-03-31T01:00:00+01:00"), Timestamp.Parse("2024-03-31T03:00:00+02:00")];
        StampType.Of(offsets).ShouldBe(new StampType(StampKind.Time, "UTC"));
        StampType.Of(offsets, "Europe/Berlin").ShouldBe(new StampType(StampKind.Time, "Europe/Berlin"));
        StampType.Of(offsets).NumberOf(offsets[1]).ShouldBe(StampType.Of(offsets).NumberOf(offsets[0]) + 3_600_000_000);
    }

    [Theory]
    [MemberData(nameof(Arrows))]
    public async Task A_zone_stays_in_arrow(AnswerFormat format)
    {
        Stamped steps = new("2024-01-31T00:00:00+01:00[Europe/Berlin]", "2024-01-31T01:00:00+01:00[Europe/Berlin]", "2024-01-31T02:00:00+01:00[Europe/Berlin]");

        using RecordBatch batch = await ReadArrowAsync(format, AnswerTable.Bytes(format, Columns(steps) with { HasErrors = false }, [Forecast("a", steps)], []));

        TimestampType type = ((TimestampArray)batch.Column(1)).Data.DataType.ShouldBeOfType<TimestampType>();
        (type.Unit, type.Timezone).ShouldBe((TimeUnit.Microsecond, "Europe/Berlin"));
        ((TimestampArray)batch.Column(1)).GetTimestamp(0)!.Value.UtcDateTime.ShouldBe(new DateTime(2024, 1, 30, 23, 0, 0));
        batch.ColumnCount.ShouldBe(4);
    }

    [Fact]
    public async Task Parquet_knows_points_in_time_from_local_times()
    {
        (await StampFieldAsync(new Stamped("2024-01-31T00:00:00Z", "2024-01-31T01:00:00Z", "2024-01-31T02:00:00Z"))).IsAdjustedToUTC.ShouldBeTrue();
        (await StampFieldAsync(new Stamped("2024-01-31T00:00:00", "2024-01-31T01:00:00", "2024-01-31T02:00:00"))).IsAdjustedToUTC.ShouldBeFalse();
    }

    [Fact]
    public void A_text_that_looks_like_a_position_is_the_month_that_it_was_read_as()
    {
        Timestamp month = Timestamp.Parse("20240131");

        AnswerColumns.StampAt(new SeriesForecastData { Id = "a", Mean = [1], Timestamps = new Stamped(month) }, 0).ShouldBe(month);
    }

    [Fact]
    public async Task Many_rows_are_several_groups_and_none_is_lost()
    {
        Stamped steps = new([.. Enumerable.Range(0, 1000).Select(step => Timestamp.FromLocal(new DateTime(2024, 1, 1).AddHours(step)))]);
        SeriesForecastData[] forecasts = [.. Enumerable.Range(0, 150).Select(place => new SeriesForecastData { Id = $"s{place}", Mean = [.. Enumerable.Range(0, 1000).Select(step => place + (step / 1000.0))], Timestamps = steps })];
        AnswerColumns columns = new() { Numbers = ForecastColumns.Of(forecasts), Stamps = StampType.Of(steps.Times) };

        await using ParquetReader reader = await ParquetReader.CreateAsync(
            new MemoryStream(AnswerTable.Bytes(AnswerFormat.Parquet, columns, forecasts, [])), cancellationToken: TestContext.Current.CancellationToken);
        reader.RowGroupCount.ShouldBe(2);
        Enumerable.Range(0, 2).Sum(group => reader.OpenRowGroupReader(group).RowCount).ShouldBe(150_000);

        using ArrowStreamReader arrow = new(new MemoryStream(AnswerTable.Bytes(AnswerFormat.ArrowStream, columns, forecasts, [])));
        int rows = 0;
        double last = 0;
        while (await arrow.ReadNextRecordBatchAsync(TestContext.Current.CancellationToken) is { } batch)
        {
            rows += batch.Length;
            last = ((DoubleArray)batch.Column(2)).GetValue(batch.Length - 1)!.Value;
        }

        (rows, last).ShouldBe((150_000, 149.999));
    }

    private static async Task<RecordBatch> ReadArrowAsync(AnswerFormat format, byte[] bytes)
    {
        ArrowStreamReader reader = format == AnswerFormat.Arrow ? new ArrowFileReader(new MemoryStream(bytes)) : new ArrowStreamReader(new MemoryStream(bytes));
        return (await reader.ReadNextRecordBatchAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    private static async Task<DateTimeDataField> StampFieldAsync(Stamped steps)
    {
        byte[] bytes = AnswerTable.Bytes(AnswerFormat.Parquet, Columns(steps), [Forecast("a", steps)], []);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        return reader.Schema.DataFields[1].ShouldBeOfType<DateTimeDataField>();
    }

    private static AnswerMetadata Metadata(string json) => JsonSerializer.Deserialize(json, TollamaJsonContext.Default.AnswerMetadata)!;

    private static AnswerColumns Columns(Stamped steps) =>
        new() { Numbers = new ForecastColumns { Levels = ["0.1"] }, HasErrors = true, Stamps = StampType.Of(steps.Times) };

    private static SeriesForecastData Forecast(string id, IReadOnlyList<string> steps) =>
        new() { Id = id, Mean = Mean, Quantiles = new() { ["0.1"] = [0, 1, 2] }, Timestamps = steps };

    /// <summary>Time stamps with their texts, as the daemon has them.</summary>
    private sealed class Stamped(params Timestamp[] times) : IStampedSteps
    {
        public Stamped(params string[] texts)
            : this([.. texts.Select(Timestamp.Parse)])
        {
        }

        public Timestamp[] Times { get; } = times;

        public int Count => Times.Length;

        public string this[int index] => Times[index].ToString();

        public Timestamp StampAt(int step) => Times[step];

        public IEnumerator<string> GetEnumerator() => Times.Select(time => time.ToString()).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
