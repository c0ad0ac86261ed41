using System.Buffers;
using System.Text;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Data.Writing;

namespace Tollama.Daemon.Tests.Endpoints;

/// <summary>An answer that is written part by part is the same answer.</summary>
public sealed class ForecastWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public static TheoryData<int> Sizes => [1, 2, 3, 5];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task In_parts_of_any_size_the_json_is_that_of_the_whole(int size)
    {
        ForecastOutcome outcome = Outcome();

        await WriteAsync(ForecastJson.Whole(_output), outcome, size);

        Text.ShouldBe(Serialized(outcome.Response, TollamaJsonContext.Default.ForecastResponse));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task The_last_line_of_a_stream_is_that_of_the_whole(int size)
    {
        ForecastOutcome outcome = Outcome();

        await WriteAsync(ForecastJson.Line(_output), outcome, size);

        Text.ShouldBe(Serialized(ForecastStream.LastLine(outcome), TollamaJsonContext.Default.ForecastStreamLine) + "\n");
    }

    [Fact]
    public async Task A_table_in_which_no_series_failed_has_no_column_for_errors()
    {
        ForecastOutcome outcome = Outcome() with { Unfinished = Outcome().Unfinished with { Errors = null } };

        await WriteAsync(Csv(new ForecastRequest { Quantiles = [0.9, 0.1] }, []), outcome, 2);

        Text.Split('\n')[0].ShouldBe("unique_id,ds,mean,q0.1,q0.9");
        Text.Split('\n')[1].ShouldBe("a,2025-01-01,1,0.5,1.5");
    }

    [Fact]
    public async Task A_table_in_which_a_series_failed_says_so_in_a_row_of_its_own()
    {
        await WriteAsync(Csv(new ForecastRequest { Quantiles = [0.1, 0.9] }, []), Outcome(), 2);

        string[] lines = Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("unique_id,ds,mean,q0.1,q0.9,error");
        lines[1].ShouldBe("a,2025-01-01,1,0.5,1.5,");
        lines[^1].ShouldBe("z,,,,,\"too short, by far\"");
        lines.ShouldAllBe(line => line.Split(',', 6).Length == 6);
    }

    [Fact]
    public async Task A_table_that_is_sent_in_pieces_always_has_the_column()
    {
        ForecastOutcome outcome = Outcome() with { Unfinished = Outcome().Unfinished with { Errors = null } };
        TableForecastWriter writer = Csv(new ForecastRequest { Quantiles = [0.1, 0.9] }, []);
        await writer.BeginAsync(outcome);
        await writer.AddAsync(outcome.Unfinished.Forecasts);
        writer.HeldBytes.ShouldBePositive();

        await writer.SendInPiecesAsync();

        writer.HeldBytes.ShouldBe(0);
        Text.Split('\n')[0].ShouldBe("unique_id,ds,mean,q0.1,q0.9,error");
    }

    [Fact]
    public async Task What_is_known_of_single_series_is_told_beside_a_table()
    {
        SeriesForecastData forecast = Outcome().Unfinished.Forecasts[0] with { Method = "theta", Warnings = ["too few values"] };
        ForecastOutcome outcome = Outcome() with { Unfinished = Outcome().Unfinished with { Forecasts = [forecast] } };
        TableForecastWriter writer = Csv(new ForecastRequest(), []);

        await WriteAsync(writer, outcome, 1);

        writer.Metadata.Methods!["a"].ShouldBe("theta");
        writer.Metadata.Warnings.ShouldBe(["one", "series 'a': too few values"]);
        (writer.Metadata.Model, writer.Metadata.IsComplete).ShouldBe((outcome.Unfinished.Model, null));
    }

    [Fact]
    public async Task Series_come_back_in_the_id_columns_of_their_table_and_so_do_those_that_failed()
    {
        Dictionary<string, string> Keys(string store) => new() { ["store"] = store, ["dept"] = "7" };
        ForecastOutcome outcome = Outcome() with
        {
            Unfinished = Outcome().Unfinished with
            {
                Forecasts = [Outcome().Unfinished.Forecasts[0] with { Keys = Keys("a") }],
                Errors = [Outcome().Unfinished.Errors![0] with { Keys = Keys("z") }],
            },
        };

        await WriteAsync(Csv(new ForecastRequest { Quantiles = [0.1, 0.9] }, ["store", "dept"]), outcome, 1);

        Text.Split('\n')[..2].ShouldBe(["store,dept,ds,mean,q0.1,q0.9,error", "a,7,2025-01-01,1,0.5,1.5,"]);
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].ShouldBe("z,7,,,,,\"too short, by far\"");
    }

    private string Text => Encoding.UTF8.GetString(_output.WrittenSpan);

    private TableForecastWriter Csv(ForecastRequest request, IReadOnlyList<string> ids) =>
        new(AnswerWriter.Of(AnswerFormat.Csv, _output), new AnswerColumns { Numbers = ForecastColumns.Of(request), IdColumns = ids });

    private static async Task WriteAsync(IForecastWriter writer, ForecastOutcome outcome, int size)
    {
        ForecastOutcome frame = outcome with { Unfinished = outcome.Unfinished with { Forecasts = [] } };
        await writer.BeginAsync(frame with { Unfinished = frame.Unfinished with { Errors = null, Warnings = null } });
        foreach (SeriesForecastData[] part in outcome.Unfinished.Forecasts.Chunk(size))
        {
            await writer.AddAsync(part);
        }

        (await writer.EndAsync(frame)).Unfinished.Errors.ShouldBe(frame.Unfinished.Errors);
    }

    private static string Serialized<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        Encoding.UTF8.GetString(WireJson.Write(value, type).Span);

    private static ForecastOutcome Outcome() => new(
        new ForecastResponse
        {
            Model = "naive \"forecasts\":[]",
            ModelDigest = new string('0', 64),
            Forecasts = [.. new[] { "a", "b", "ü \"forecasts\":[]" }.Select(Of)],
            Errors = [new SeriesError { Id = "z", Code = "SERIES_NOT_FORECASTABLE", Message = "too short, by far" }],
            Warnings = ["one"],
            Input = "time 'ds'",
            Usage = new ForecastUsage { Runner = "fake" },
        },
        Load: TimeSpan.FromMilliseconds(1),
        Queue: TimeSpan.FromMilliseconds(2),
        Inference: TimeSpan.FromMilliseconds(3),
        Total: TimeSpan.FromMilliseconds(4));

    private static SeriesForecastData Of(string id) => new()
    {
        Id = id,
        Timestamps = ["2025-01-01"],
        Mean = [1],
        Quantiles = new() { ["0.1"] = [0.5], ["0.9"] = [1.5] },
    };
}
