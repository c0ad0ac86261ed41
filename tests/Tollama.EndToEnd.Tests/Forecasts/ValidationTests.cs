using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

[Collection<SharedDaemonTests>]
public sealed class ValidationTests(SharedDaemon daemon)
{
    [Theory]
    [InlineData("api/forecast")]
    [InlineData("v1/forecast")]
    public async Task An_unknown_key_is_refused_with_the_one_that_was_meant(string path)
    {
        await daemon.PullAsync("mock");

        JsonElement error = (await daemon.Raw.PostAsync(path, Bodies.Forecast("mock", ",\"quantile\":[0.5]"))).ShouldBeError(400, "INVALID_REQUEST");

        error.Text("error").ShouldContain("did you mean");
        error.Text("error").ShouldContain("quantiles");
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        await daemon.PullAsync("mock");

        JsonElement error = (await daemon.Raw.PostAsync(
            "api/forecast",
            """{"model":"mock","horizon":"2","quantiles":[0.9,0.1,1.5],"series":[{"id":"a","freq":"D","timestamps":["2025-01-02","2025-01-01"],"target":[1,2,3]},{"id":"a","freq":"D","timestamps":["x"],"target":["1"]}]}"""))
            .ShouldBeError(400, "INVALID_REQUEST");

        JsonElement[] faults = [.. error.GetProperty("detail").EnumerateArray()];
        faults.Length.ShouldBeGreaterThanOrEqualTo(5);
        faults.ShouldAllBe(fault => fault.Has("type") && fault.Has("loc") && fault.Has("msg"));
        faults.Select(fault => string.Join('.', fault.GetProperty("loc").EnumerateArray())).ShouldContain("body.horizon");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"model\":\"mock\",\"horizon\":3,\"series\":[{\"id\":\"a\",\"target\":[NaN]}]}")]
    [InlineData("{\"model\":\"mock\",\"horizon\":3,\"series\":[{\"id\":\"a\",\"freq\":\"D\",\"timestamps\":[\"2025-01-01\"],\"target\":[1e999]}]}")]
    public async Task What_is_no_request_is_400(string body)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/forecast", body)).ShouldBeError(400);
        (await daemon.Raw.PostAsync("v1/forecast", body)).ShouldBeError(400);
    }

    [Fact]
    public async Task Validate_tells_faults_without_forecasting()
    {
        JsonElement bad = (await daemon.Raw.PostAsync("api/validate", """{"model":"mock","horizon":"3"}""")).Json;
        bad.GetProperty("valid").GetBoolean().ShouldBeFalse();
        bad.GetProperty("errors").GetArrayLength().ShouldBe(2);

        await daemon.PullAsync("mock");
        JsonElement good = (await daemon.Raw.PostAsync("api/validate", Bodies.Forecast("mock"))).ShouldBeSuccess().Json;
        good.GetProperty("valid").GetBoolean().ShouldBeTrue();
        good.GetProperty("errors").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Future_covariates_come_in_both_lengths()
    {
        await daemon.PullAsync("mock");
        foreach (string future in (string[])["[1,2,3]", "[8,9,1,2,3]"])
        {
            string body = $$$"""{"model":"mock","horizon":3,"series":[{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2],"past_covariates":{"price":[8,9]},"future_covariates":{"price":{{{future}}}}}]}""";
            (await daemon.Raw.PostAsync("v1/forecast", body)).ShouldBeSuccess();
        }

        string wrong = """{"model":"mock","horizon":3,"series":[{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2],"future_covariates":{"price":[1,2]}}]}""";
        (await daemon.Raw.PostAsync("v1/forecast", wrong)).ShouldBeError(400).Text("error").ShouldContain("price");
    }
}
