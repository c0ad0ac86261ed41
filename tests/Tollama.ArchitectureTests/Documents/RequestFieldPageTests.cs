using Tollama.Cli;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>The pages have a row for each field of a forecast request, wherever it may stand, and no other.</summary>
public sealed class RequestFieldPageTests
{
    private static readonly MarkdownPage Api = Page("docs/api.md");

    private static readonly MarkdownPage CommandLine = Page("docs/cli.md");

    // Every verb has them; the page says so once.
    private static readonly string[] OfEveryVerb = ["--base-url", "--host", "--help"];

    [Fact]
    public void Every_field_of_a_body_has_a_row() =>
        BodyRows(Api).ShouldBe([.. NamesAt(FieldPlaces.Body), "series"], ignoreOrder: true);

    [Fact]
    public void Every_key_of_a_query_has_a_row() =>
        Api.FirstColumn("A table", "Key").ShouldBe([.. NamesAt(FieldPlaces.Query), RequestFields.OptionPrefix + "<name>"], ignoreOrder: true);

    [Fact]
    public void Every_field_of_a_series_has_a_row()
    {
        FaultList faults = new();
        byte[] body = """{"model":"m","horizon":1,"series":[{"id":"a","target":[1],"qqqqqqqqqqqqqqqq":1}]}"""u8.ToArray();
        _ = ForecastRequestReader.Read(body, RequestLimits.None, faults, aborted: TestContext.Current.CancellationToken);
        string[] known = faults.Items.Single().Msg.Split("known fields are ")[1].Split(", ");
        Api.FirstColumn("Forecast", "Field of a series").ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public void Every_other_name_of_a_field_is_told()
    {
        foreach (RequestField field in RequestFields.All.Where(field => field.Alias is not null))
        {
            Api.Section("Forecast").ShouldContain($"`{field.Alias}` is another name for it");
        }
    }

    [Fact]
    public async Task Every_option_of_run_has_a_row()
    {
        using HelpTerminal terminal = new();
        TollamaEnvironment environment = TollamaEnvironment.FromProcess();
        CliHost host = new() { Environment = environment, Terminal = terminal, Serve = (_, _) => Task.FromResult(0) };
        await CliProgram.RunAsync(["run", "--help"], host, TestContext.Current.CancellationToken);
        IEnumerable<string> lines = terminal.Text.Split('\n').Where(line => line.TrimStart().StartsWith('-'));
        string[] options = [.. OptionsOf(lines).Except(OfEveryVerb)];
        options.Length.ShouldBeGreaterThan(20);
        IEnumerable<string> rows = CommandLine.FirstColumn("run", "Option").Concat(CommandLine.FirstColumn("run", "Option of a table"));
        OptionsOf(rows).ShouldBe(options, ignoreOrder: true);
    }

    [Fact]
    public void A_missing_row_and_a_row_too_many_are_found() =>
        BodyRows(Api with { Text = Api.Text.Replace("| `duplicates` |", "| `triplicates` |", StringComparison.Ordinal) })
            .Except(NamesAt(FieldPlaces.Body)).ShouldBe(["series", "triplicates"], ignoreOrder: true);

    private static MarkdownPage Page(string path) => MarkdownPage.All.Single(page => page.Path == path);

    private static IReadOnlyList<string> BodyRows(MarkdownPage page) => page.FirstColumn("Forecast", "Field of the request");

    private static IEnumerable<string> NamesAt(FieldPlaces place) =>
        RequestFields.OfForecast.Where(field => field.Places.HasFlag(place)).Select(field => field.Name);

    /// <summary>The long options at the beginning of lines such as <c>-n, --horizon STEPS</c>.</summary>
    private static IEnumerable<string> OptionsOf(IEnumerable<string> lines) =>
        lines.SelectMany(line => line.TrimStart().Split("  ")[0].Split(',', ' ')).Where(word => word.StartsWith("--", StringComparison.Ordinal));
}
