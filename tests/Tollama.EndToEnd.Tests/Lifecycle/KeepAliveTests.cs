using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

[Collection<SharedDaemonTests>]
public sealed class KeepAliveTests(SharedDaemon daemon)
{
    // Between the answer and the look at the row some time passes; the end lies at most this much nearer.
    private const double Tolerance = 30;

    [Theory]
    [InlineData("30", 30)]
    [InlineData("\"30\"", 30)]
    [InlineData("\"5m\"", 300)]
    [InlineData("\"1.5h\"", 5400)]
    [InlineData("\"1h30m\"", 5400)]
    [InlineData("\"2d\"", 172800)]
    [InlineData("90.5", 90.5)]
    [InlineData("null", 300)]
    public async Task A_time_says_when_the_model_leaves(string keepAlive, double seconds)
    {
        JsonElement row = (await AfterLoadAsync(keepAlive)).ShouldNotBeNull();

        DateTimeOffset expires = DateTimeOffset.Parse(row.Text("expires_at"), CultureInfo.InvariantCulture);
        double left = (expires - TimeProvider.System.GetUtcNow()).TotalSeconds;
        left.ShouldBeInRange(seconds - Tolerance, seconds + 1);
        row.Has("pinned").ShouldBeFalse();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"-1\"")]
    [InlineData("\"-1m\"")]
    public async Task A_negative_time_pins(string keepAlive)
    {
        JsonElement row = (await AfterLoadAsync(keepAlive)).ShouldNotBeNull();

        row.GetProperty("expires_at").ValueKind.ShouldBe(JsonValueKind.Null);
        row.GetProperty("pinned").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"0s\"")]
    public async Task Zero_unloads_at_once(string keepAlive) => (await AfterLoadAsync(keepAlive)).ShouldBeNull();

    [Fact]
    public async Task An_idle_model_leaves_by_itself_when_its_time_is_over()
    {
        await AfterLoadAsync("\"300ms\"");

        await Deadlines.UntilAsync(async () => await RowAsync() is null, "the model left without being asked");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"5x\"")]
    [InlineData("true")]
    [InlineData("[5]")]
    [InlineData("{}")]
    public async Task What_is_no_time_is_refused(string keepAlive)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/load", $$"""{"model":"mock","keep_alive":{{keepAlive}}}""")).ShouldBeError(400).Text("error").ShouldContain("keep_alive");
        (await daemon.Raw.PostAsync("api/forecast", Bodies.Forecast("mock", $",\"keep_alive\":{keepAlive}"))).ShouldBeError(400).Text("error").ShouldContain("keep_alive");
    }

    [Fact]
    public async Task A_forecast_sets_it_too_and_the_newest_value_wins()
    {
        await AfterLoadAsync("-1");

        (await daemon.Raw.PostAsync("api/forecast", Bodies.Forecast("mock", ",\"keep_alive\":\"10m\""))).ShouldBeSuccess();

        (await RowAsync()).ShouldNotBeNull().Text("expires_at").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_forecast_with_zero_leaves_nothing_loaded()
    {
        await AfterLoadAsync("-1");

        (await daemon.Raw.PostAsync("api/forecast", Bodies.Forecast("mock", ",\"keep_alive\":0"))).ShouldBeSuccess();

        await Deadlines.UntilAsync(async () => await RowAsync() is null, "the model left after its last request");
    }

    private async Task<JsonElement?> AfterLoadAsync(string keepAlive)
    {
        await daemon.PullAsync("mock");
        (await daemon.Raw.PostAsync("api/unload", """{"model":"mock"}""")).ShouldBeSuccess();
        (await daemon.Raw.PostAsync("api/load", $$"""{"model":"mock","keep_alive":{{keepAlive}}}""")).ShouldBeSuccess();
        return await RowAsync();
    }

    private async Task<JsonElement?> RowAsync() =>
        (await daemon.Raw.GetAsync("api/ps")).ShouldBeSuccess().Json.GetProperty("models").EnumerateArray()
            .Select(row => (JsonElement?)row).SingleOrDefault(row => row!.Value.Text("name") == "mock");
}
