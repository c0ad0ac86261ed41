using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Hub;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Neural;

public sealed class NeuralProcessTests : HubDaemonTest
{
    private const string Other = "hf.co/somebody/bolt";

    private static readonly string Load = $$"""{"model":"{{Bolt}}","keep_alive":-1}""";

    [Fact]
    public async Task A_loaded_model_is_listed_with_its_bytes_and_its_process()
    {
        DaemonProcess daemon = await StartWithBoltAsync();
        using RawClient raw = daemon.Connect();
        long parameters = (await raw.PostAsync("api/show", $$"""{"model":"{{Bolt}}"}""")).ShouldBeSuccess().Json
            .GetProperty("model_info").GetProperty("general.parameter_count").GetInt64();

        (await raw.PostAsync("api/load", Load)).ShouldBeSuccess();

        JsonElement row = (await raw.RowAsync(Bolt)).ShouldNotBeNull();
        // Panels are filled up to sixteen rows: with matrices this small that is a good deal. The decoder's position bias is not kept: it changes nothing.
        const int PositionBias = 32 * 2;
        row.GetProperty("size").GetInt64().ShouldBeInRange((parameters - PositionBias) * sizeof(float), 2 * parameters * sizeof(float));
        row.GetProperty("context_length").GetInt32().ShouldBe(128);
        row.Text("state").ShouldBe("ready");
        Signals.IsAlive(row.GetProperty("pid").GetInt32()).ShouldBeTrue();
    }

    [Fact]
    public async Task Keep_alive_zero_ends_the_process()
    {
        DaemonProcess daemon = await StartWithBoltAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/load", Load)).ShouldBeSuccess();
        int pid = await raw.PidAsync(Bolt);

        (await raw.PostAsync("api/forecast", NeuralRequests.Whole(Bolt, 2, [1, 2, 3], ",\"keep_alive\":0"))).ShouldBeSuccess();

        await Deadlines.UntilAsync(async () => await raw.RowAsync(Bolt) is null, "the model left after its last request");
        Signals.IsAlive(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_models_have_two_processes_and_one_that_ends_does_not_disturb_the_other()
    {
        Serve("somebody/bolt");
        DaemonProcess daemon = await StartWithBoltAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, Other);

        Reply[] replies = await Task.WhenAll(((string[])[Bolt, Other]).Select(model => raw.PostAsync("api/forecast", NeuralRequests.Whole(model, 4, NeuralRequests.Wave(40)))));

        replies[0].Forecasts().ShouldBe(replies[1].Forecasts());
        int first = await raw.PidAsync(Bolt);
        int second = await raw.PidAsync(Other);
        first.ShouldNotBe(second);
        (await raw.PostAsync("api/unload", $$"""{"model":"{{Bolt}}"}""")).ShouldBeSuccess();
        Signals.IsAlive(first).ShouldBeFalse();
        (await raw.PostAsync("api/forecast", NeuralRequests.Whole(Other, 4, NeuralRequests.Wave(40)))).ShouldBeSuccess();
        (await raw.PidAsync(Other)).ShouldBe(second);
    }

    [Fact]
    public async Task A_forecast_whose_runner_is_killed_under_way_is_answered_by_the_next_one()
    {
        const int Series = 4000;
        DaemonProcess daemon = await StartWithBoltAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/load", Load)).ShouldBeSuccess();
        int pid = await raw.PidAsync(Bolt);
        double[] target = NeuralRequests.Wave(120);
        string body = NeuralRequests.Body(
            Bolt, 48, Enumerable.Range(0, Series).Select(id => NeuralRequests.Series($"s{id}", target)), [0.1, 0.9]);
        using HttpRequestMessage request = new(HttpMethod.Post, "api/forecast") { Content = new StringContent(body) };
        using HttpResponseMessage response = await raw.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using StreamReader lines = new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await NextAsync(lines, line => line.Has("completed") && line.GetProperty("completed").GetInt32() is > 0 and < Series)).ShouldNotBeNull();

        Signals.Send(pid, "KILL");

        JsonElement last = (await NextAsync(lines, line => line.Has("error") || (line.Has("done") && line.GetProperty("done").GetBoolean()))).ShouldNotBeNull();
        last.Has("error").ShouldBeFalse(last.GetRawText()[..Math.Min(500, last.GetRawText().Length)]);
        (await raw.PidAsync(Bolt)).ShouldNotBe(pid);
    }

    [Fact]
    public async Task A_damaged_file_is_told_with_what_repairs_it()
    {
        DaemonProcess daemon = await StartWithBoltAsync();
        using RawClient raw = daemon.Connect();
        FlipABitOfTheHeader(daemon);

        Reply damaged = await raw.PostAsync("api/forecast", NeuralRequests.Whole(Bolt, 2, [1, 2, 3]));

        JsonElement error = damaged.ShouldBeError(500, "STORE_UNAVAILABLE");
        error.Text("error").ShouldContain(Bolt);
        error.Text("hint").ShouldContain($"tollama pull {Bolt} --force");
        (await raw.RowAsync(Bolt)).ShouldBeNull();
        (await raw.PostAsync("api/pull", $$"""{"model":"{{Bolt}}","stream":false,"force":true}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/forecast", NeuralRequests.Whole(Bolt, 2, [1, 2, 3]))).ShouldBeSuccess();
    }

    private static void FlipABitOfTheHeader(DaemonProcess daemon)
    {
        const int Brace = 8;
        string blobs = daemon.Home.PathOf(Path.Join("models", "blobs"));
        string weights = Directory.GetFiles(blobs).MaxBy(file => new FileInfo(file).Length)!;
        using FileStream file = new(weights, FileMode.Open, FileAccess.ReadWrite);
        file.Position = Brace;
        int value = file.ReadByte();
        value.ShouldBe('{');
        file.Position = Brace;
        file.WriteByte((byte)(value ^ 1));
    }

    private static async Task<JsonElement?> NextAsync(StreamReader lines, Predicate<JsonElement> isIt)
    {
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (isIt(document.RootElement))
            {
                return document.RootElement.Clone();
            }
        }

        return null;
    }

    private async Task<DaemonProcess> StartWithBoltAsync()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw);
        return daemon;
    }
}
