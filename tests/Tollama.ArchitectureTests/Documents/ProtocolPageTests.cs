using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>The page of the protocol has a row for each field of each message, and no other.</summary>
public sealed class ProtocolPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.All.Single(page => page.Path == "docs/protocol.md");

    private static readonly TollamaJsonContext Json = TollamaJsonContext.Default;

    // The daemon adds dates, history, what is drawn and the id columns of a table itself, whatever a runner says.
    private static readonly string[] AddedByTheDaemon = ["freq", "start_timestamp", "timestamps", "history", "keys", "paths", "sums", "threshold"];

    private static readonly (string Section, string Head, IEnumerable<string> Fields)[] Tables =
    [
        ("hello", "parameter", NamesOf(Json.HelloParams)),
        ("hello", "result", NamesOf(Json.HelloResult)),
        ("load", "parameter", NamesOf(Json.LoadParams)),
        ("load", "result", NamesOf(Json.LoadResult)),
        ("unload", "parameter", NamesOf(Json.UnloadParams)),
        ("cancel", "parameter", NamesOf(Json.CancelParams)),
        ("forecast", "parameter", [.. FieldsOf(FieldPlaces.Runner), "series"]),
        ("forecast", "field of a series", SeriesFields()),
        ("The answer", "result", NamesOf(Json.ForecastResult)),
        ("The answer", "field of a forecast", NamesOf(Json.SeriesForecastData).Except(AddedByTheDaemon)),
        ("The answer", "field of an error", NamesOf(Json.SeriesError).Except(AddedByTheDaemon)),
        ("The answer", "field of the usage", NamesOf(Json.ForecastUsage)),
        ("analyze", "parameter of an analysis", ["settings", "series"]),
        ("analyze", "result of an analysis", NamesOf(Json.AnalyzeResult)),
        ("impute", "parameter of an imputation", ["settings", "series"]),
        ("impute", "result of an imputation", NamesOf(Json.ImputeResult)),
        ("sample", "parameter of a sample", NamesOf(Json.SampleParams)),
        ("sample", "field of a series to sample", NamesOf(Json.SampleSource)),
        ("sample", "result of a sample", NamesOf(Json.SampleResult)),
        ("Progress", "notice", NamesOf(Json.ProgressNotice)),
        ("Errors", "error", NamesOf(Json.RunnerError)),
    ];

    [Fact]
    public void Every_field_of_a_message_has_a_row_and_every_row_a_field() => Faults(Page).ShouldBeEmpty();

    [Fact]
    public void A_missing_row_and_a_row_too_many_are_found()
    {
        string wrong = Page.Text.Replace("| `fail_fast` |", "| `fail_slowly` |", StringComparison.Ordinal);
        Faults(Page with { Text = wrong }).ShouldBe(
            ["forecast, parameter: fail_fast has no row", "forecast, parameter: no message has fail_slowly"]);
    }

    [Fact]
    public void What_is_read_of_a_series_is_what_is_written()
    {
        FaultList faults = new();
        byte[] body = """{"model":"m","horizon":1,"series":[{"id":"a","target":[1],"qqqqqqqqqqqqqqqq":1}]}"""u8.ToArray();
        _ = ForecastRequestReader.Read(body, RequestLimits.None, faults, aborted: TestContext.Current.CancellationToken);
        string known = faults.Items.Single().Msg.Split("known fields are ")[1];

        // What happened after the history is for measuring a forecast: no model is told. A model is told all stamps, also those that stand for a start.
        known.Split(", ").Except(["actuals", "start"]).Append("start_timestamp").ShouldBe(SeriesFields(), ignoreOrder: true);
    }

    private static IEnumerable<string> Faults(MarkdownPage page)
    {
        foreach ((string section, string head, IEnumerable<string> fields) in Tables)
        {
            IReadOnlyList<string> rows = page.FirstColumn(section, head);
            foreach (string field in fields.Except(rows))
            {
                yield return $"{section}, {head}: {field} has no row";
            }

            foreach (string row in rows.Except(fields))
            {
                yield return $"{section}, {head}: no message has {row}";
            }
        }
    }

    // What is neither written nor read is not of the message.
    private static IEnumerable<string> NamesOf(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Get is not null || property.Set is not null).Select(property => property.Name);

    private static IEnumerable<string> FieldsOf(FieldPlaces place) =>
        RequestFields.All.Where(field => field.Places.HasFlag(place)).Select(field => field.Name);

    /// <summary>The fields of a series that says all there is to say, in both forms of its time stamps.</summary>
    private static string[] SeriesFields()
    {
        Frequency frequency = Frequency.Parse("D");
        Timestamp.TryParse("2026-01-01", out Timestamp start).ShouldBeTrue();
        using JsonDocument constants = JsonDocument.Parse("""{"shop":"north"}""");
        TimeSeries series = new()
        {
            Id = "a",
            Target = NumberColumn.Of([1, 2]),
            Frequency = frequency,
            Times = new SteppedTimes(start, frequency, 2),
            Covariates = [new Covariate("price", NumberColumn.Of([1, 2]), NumberColumn.Of([3]))],
            StaticCovariates = constants.RootElement.EnumerateObject().ToDictionary(constant => constant.Name, constant => constant.Value),
        };
        ForecastParams parameters = new(new ForecastRequest { Model = "m", Horizon = 1, Series = [series] });
        return [.. new[] { false, true }.SelectMany(shortTimes => SeriesFields(parameters, shortTimes)).Distinct()];
    }

    private static string[] SeriesFields(ForecastParams parameters, bool shortTimes)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter writer = new(text))
        {
            parameters.Write(writer, shortTimes);
        }

        using JsonDocument document = JsonDocument.Parse(text.WrittenMemory);
        return [.. document.RootElement.GetProperty("series")[0].EnumerateObject().Select(field => field.Name)];
    }
}
