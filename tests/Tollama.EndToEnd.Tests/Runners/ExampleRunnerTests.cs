using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class ExampleRunnerTests : DaemonTest
{
    [Fact]
    public async Task The_example_in_python_is_pulled_and_run_like_any_model()
    {
        string? python = Programs.OnPath("python3");
        Assert.SkipWhen(python is null, "python3 is not installed");
        string script = Path.Join(Programs.Repository, "examples", "runners", "python", "last_value_runner.py");
        DaemonProcess daemon = await StartAsync(new TestHome().WithRunner("last-value", [python, script], "last-value"));
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("api/pull", """{"model":"last-value"}""")).ShouldBeSuccess();
        JsonElement answer = (await raw.PostAsync("v1/forecast", Bodies.Forecast("last-value", ",\"quantiles\":[0.1]"))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts")[0].GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([2, 2, 2]);
        answer.GetProperty("usage").Text("runner").ShouldBe("last-value-runner");
        (await raw.GetAsync("api/ps")).Json.GetProperty("models")[0].Text("name").ShouldBe("last-value");
    }

    [Fact]
    public async Task The_smallest_runner_of_the_page_is_enough()
    {
        string? python = Programs.OnPath("python3");
        Assert.SkipWhen(python is null, "python3 is not installed");
        string[] page = await File.ReadAllLinesAsync(Path.Join(Programs.Repository, "docs", "adding-a-runner-family.md"), TestContext.Current.CancellationToken);
        int begin = Array.IndexOf(page, "```python") + 1;
        TestHome home = new();
        string script = home.PathOf("last.py");
        await File.WriteAllLinesAsync(script, page[begin..Array.IndexOf(page, "```", begin)], TestContext.Current.CancellationToken);
        DaemonProcess daemon = await StartAsync(home.WithRunner("last", [python, script], "last"));
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("api/pull", """{"model":"last"}""")).ShouldBeSuccess();
        JsonElement answer = (await raw.PostAsync("v1/forecast", Bodies.Forecast("last"))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts")[0].GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([2, 2, 2]);
        answer.GetProperty("forecasts")[0].GetProperty("timestamps")[0].GetString().ShouldBe("2025-01-03");
    }
}
