using System.Diagnostics;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Looking first, and the defaults that a table has of its own.</summary>
[Collection<SharedDaemonTests>]
public sealed class InspectTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    private const string Retail =
        "part_no,date,sales,price\n7,2024-01-01,5,1\n7,2024-01-02,6,2\n7,2024-01-03,7,3\n7,2024-01-04,,2\n7,2024-01-05,,3\n"
        + "8,2024-01-01,5,1\n8,2024-01-02,6,2\n8,2024-01-03,7,3\n8,2024-01-04,,2\n8,2024-01-05,,3\n";

    [Fact]
    public async Task A_table_is_described_and_not_forecast()
    {
        JsonElement answer = (await daemon.Raw.PostAsync("api/inspect", Retail, Csv)).ShouldBeSuccess().Json;

        answer.GetProperty("columns").EnumerateArray().Select(column => column.Text("role")).ShouldBe(["id", "time", "target", "future_covariate"]);
        JsonElement series = answer.GetProperty("series")[0];
        (series.Text("id"), series.GetProperty("length").GetInt32(), series.Text("start"), series.Text("end"), series.Text("freq")).ShouldBe(("7", 3, "2024-01-01", "2024-01-03", "D"));
        answer.GetProperty("series_count").GetInt32().ShouldBe(2);
        (answer.GetProperty("horizon").GetInt32(), answer.Text("horizon_reason")).ShouldBe((2, "the rows after the last value"));
        answer.Text("model").ShouldBe("auto");
    }

    [Fact]
    public async Task A_json_request_is_described_without_model_and_horizon()
    {
        JsonElement answer = (await daemon.Raw.PostAsync("api/inspect", """{"series":[{"id":"a","timestamps":["2024-01","2024-02","2024-03"],"target":[1,0,3]}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("horizon").GetInt32().ShouldBe(12);
        answer.GetProperty("series")[0].GetProperty("zeros").GetInt32().ShouldBe(1);
        (await daemon.Raw.PostAsync("api/inspect", """{"model":"x","horizon":3,"series":[{"id":"a","target":[1,0,3]}]}""")).ShouldBeSuccess();
    }

    [Fact]
    public async Task The_history_comes_along_when_it_is_asked_for()
    {
        JsonElement answer = (await daemon.Raw.PostAsync("api/inspect?include_history=true&history_length=2", Retail, Csv)).ShouldBeSuccess().Json;

        JsonElement history = answer.GetProperty("series")[1].GetProperty("history");
        history.GetProperty("target").GetRawText().ShouldBe("[6,7]");
        history.GetProperty("timestamps").GetRawText().ShouldBe("""["2024-01-02","2024-01-03"]""");
        (history.Text("start"), history.GetProperty("length").GetInt32()).ShouldBe(("2024-01-01", 3));
        (await daemon.Raw.PostAsync("api/inspect?history_length=2", Retail, Csv)).ShouldBeError(400).Text("error").ShouldContain("include_history=true");
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_what_cannot_be_forecast_is_told()
    {
        (await daemon.Raw.PostAsync("api/inspect", "a,b\nx,y\n", Csv)).ShouldBeError(400, "INVALID_TABLE");

        JsonElement answer = (await daemon.Raw.PostAsync("api/inspect", "date,y,clerk\n2024-01-01,1,a\n2024-01-01,2,b\n2024-01-02,2,c\n", Csv)).ShouldBeSuccess().Json;
        answer.GetProperty("errors")[0].Text("message").ShouldContain("repeats a time stamp");
    }

    [Fact]
    public async Task A_table_needs_no_horizon()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync("api/forecast?model=mock&stream=false", Retail, Csv)).ShouldBeSuccess().Json;
        answer.GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(2);
        answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()).ShouldContain("2 steps are forecast, the rows after the last value; say horizon= for another number");
    }

    [Fact]
    public async Task Repeated_stamps_mean_what_the_request_says()
    {
        await daemon.PullAsync("mock");
        const string Sales = "date,sales,clerk\n2024-01-01,1,a\n2024-01-01,2,b\n2024-01-02,2,c\n2024-01-03,4,d\n";

        (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&stream=false", Sales, Csv)).ShouldBeError(400, "INVALID_REQUEST").Text("hint").ShouldContain("duplicates");
        (await daemon.Raw.PostAsync("api/forecast?model=mock&horizon=1&stream=false&duplicates=sum", Sales, Csv)).ShouldBeSuccess();
    }

    [Fact]
    public async Task The_recipe_for_python_works_as_it_stands()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/python3"), "python3 is not on this machine");
        await daemon.PullAsync("auto");
        string page = await File.ReadAllTextAsync(Path.Combine(Programs.Repository, "docs", "tables.md"), TestContext.Current.CancellationToken);
        string recipe = page.Split("```python\n")[1].Split("```")[0].Replace("http://localhost:11434", daemon.Address.ToString().TrimEnd('/'));
        ProcessStartInfo start = new("/usr/bin/python3", ["-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };

        using Process python = Process.Start(start)!;
        await python.StandardInput.WriteAsync(recipe);
        python.StandardInput.Close();
        string[] lines = (await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);

        python.ExitCode.ShouldBe(0);
        lines.Length.ShouldBe(7);
        lines[0].ShouldStartWith("y 2024-01-29 ");
    }
}
