using System.Text.Json;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Commands;

public sealed class ImputeTests : CliFixture
{
    private const string Csv = "ds,y\n2024-01-01,1\n2024-01-02,\n2024-01-03,\n2024-01-04,4\n";

    [Fact]
    public async Task Csv_goes_to_standard_output_and_the_count_to_standard_error()
    {
        Answering(Operations.Imputed);

        (await RunAsync("impute", WriteFile("sales.csv", Csv), "--level", "90")).ShouldBe(0);

        Terminal.OutputBytes.ShouldBe("1 series as Csv\n");
        Terminal.Output.ShouldBeEmpty();
        Terminal.Errors.ShouldBe("Filled 2 of 4 values in 1 series (smoothed state of ets-ann)\n");
        string.Join(' ', Daemon.Requests[^1].Query.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe("level=90");
    }

    [Fact]
    public async Task A_file_gets_the_format_of_its_extension()
    {
        Answering(Operations.Imputed);
        string output = Path.Combine(Folder, "filled.parquet");

        (await RunAsync("impute", WriteFile("sales.csv", Csv), "--output", output)).ShouldBe(0);

        File.ReadAllText(output).ShouldBe("1 series as Parquet\n");
        Terminal.OutputBytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_no_gaps_is_said_to_have_none()
    {
        Answering(Operations.Imputed with { Series = [Operations.Imputed.Series[0] with { Filled = [] }] });

        (await RunAsync("impute", WriteFile("sales.csv", Csv))).ShouldBe(0);

        Terminal.Errors.ShouldBe("Nothing to fill: none of 4 values in 1 series is missing\n");
    }

    [Fact]
    public async Task Json_is_the_answer_of_the_daemon()
    {
        Answering(Operations.Imputed);

        (await RunAsync("impute", WriteFile("sales.csv", Csv), "--json")).ShouldBe(0);

        JsonElement.DeepEquals(JsonElement.Parse(Terminal.Output), JsonElement.Parse(Operations.Json(Operations.Imputed))).ShouldBeTrue();
        Terminal.OutputBytes.ShouldBeEmpty();
    }

    private void Answering(ImputeResponse response) =>
        Daemon.OnJson("POST /api/show", Samples.Shown).OnJson("POST /api/impute", Operations.Json(response));
}
