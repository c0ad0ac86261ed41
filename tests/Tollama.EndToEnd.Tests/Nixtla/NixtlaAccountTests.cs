using System.Text;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Nixtla;

public sealed class NixtlaAccountTests : DaemonTest
{
    private const string Body = """{"series":{"y":[1.0,2.0,3.0],"sizes":[3],"X":null},"model":"MODEL","h":2,"freq":"D","level":null}""";

    [Fact]
    public async Task Any_key_passes_where_none_is_asked_for_and_none_but_the_own_where_one_is()
    {
        DaemonProcess open = await StartAsync();
        DaemonProcess closed = await StartAsync(null, ("TOLLAMA_API_KEYS", "secret"));
        using RawClient any = new(open.Address, "whatever"), right = new(closed.Address, "secret"), wrong = new(closed.Address, "other");

        (await any.GetAsync("validate_api_key")).ShouldBeSuccess().Json.Text("detail").ShouldNotBeEmpty();
        (await any.PostAsync("validate_token", "null")).ShouldBeSuccess();
        (await right.GetAsync("validate_api_key")).ShouldBeSuccess();
        (await wrong.GetAsync("validate_api_key")).ShouldBeError(401, "UNAUTHORIZED").Text("detail").ShouldNotBeEmpty();
        (await wrong.PostAsync("v2/forecast", Body)).ShouldBeError(401, "UNAUTHORIZED");
    }

    [Fact]
    public async Task Models_that_need_no_download_are_listed_and_answer_without_a_pull()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        string[] names = [.. (await raw.GetAsync("v2/models")).ShouldBeSuccess().Json.GetProperty("models").EnumerateArray().Select(model => model.Text("name"))];

        names.ShouldBe(names.Order(StringComparer.Ordinal));
        names.ShouldContain("theta");
        (await raw.GetAsync("api/tags")).Json.GetProperty("models").GetArrayLength().ShouldBe(0);
        (await raw.PostAsync("v2/forecast", Body.Replace("MODEL", "theta", StringComparison.Ordinal))).ShouldBeSuccess();
    }

    [Theory]
    [InlineData("timegpt-naive", "naive")]
    [InlineData("timegpt-2.1", "drift")]
    [InlineData("timegpt-1-long-horizon", "drift")]
    [InlineData("azureai", "drift")]
    [InlineData("", "drift")]
    [InlineData("naive", "naive")]
    public async Task A_name_of_Nixtlas_means_the_model_of_the_setting_or_the_one_in_it(string sent, string meant)
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_NIXTLA_MODEL", "drift"));
        using RawClient raw = daemon.Connect();

        JsonElement answer = (await raw.PostAsync("v2/forecast", Body.Replace("MODEL", sent, StringComparison.Ordinal))).ShouldBeSuccess().Json;

        NixtlaBody.Numbers(answer.GetProperty("mean")).ShouldBe(meant == "drift" ? [4.0, 5.0] : [3.0, 3.0]);
    }

    [Fact]
    public async Task A_name_of_nothing_is_404_with_those_that_are_here()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        JsonElement error = (await raw.PostAsync("v2/forecast", Body.Replace("MODEL", "no-such-model", StringComparison.Ordinal))).ShouldBeError(404, "MODEL_NOT_FOUND");

        error.Text("detail").ShouldContain("no-such-model");
        error.Text("detail").ShouldContain("auto");
        (await raw.GetAsync("model_params?model=no-such-model&freq=D")).ShouldBeError(404, "MODEL_NOT_FOUND");
    }

    [Fact]
    public async Task Sizes_are_whole_for_clients_that_say_their_version_and_those_of_old_for_others()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (string, string) version = ("nixtla-client-version", "0.9.0");

        (await raw.GetAsync("model_params?model=timegpt-2.1&freq=D", version)).ShouldBeSuccess().Text.ShouldBe("""{"detail":{"input_size":1000000,"horizon":10000}}""");
        (await raw.GetAsync("model_params?model=&freq=D", version)).ShouldBeSuccess();
        (await raw.GetAsync("model_params?model=timegpt-1&freq=D")).Text.ShouldBe("""{"detail":{"input_size":28,"horizon":7}}""");
        (await raw.GetAsync("model_params?model=timegpt-1-long-horizon&freq=H")).Text.ShouldBe("""{"detail":{"input_size":840,"horizon":168}}""");
        (await raw.PostAsync("model_params", """{"model":"timegpt-1","freq":"MS"}""")).ShouldBeSuccess().Text.ShouldBe("""{"detail":{"input_size":60,"horizon":12}}""");
        (await raw.PostAsync("model_params", """{"model":7}""")).ShouldBeError(400);
    }

    [Fact]
    public async Task What_is_used_is_counted()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        await raw.PostAsync("v2/forecast", Body.Replace("MODEL", "naive", StringComparison.Ordinal));

        (await raw.GetAsync("usage")).ShouldBeSuccess().Json.GetProperty("month").GetProperty("requests").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Fine_tuned_models_do_not_exist_and_what_is_not_offered_says_so()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        (await raw.GetAsync("v2/finetuned_models")).ShouldBeSuccess().Text.ShouldBe("""{"finetuned_models":[]}""");
        (await raw.GetAsync("v2/finetuned_models/mine")).ShouldBeError(404).Text("detail").ShouldContain("mine");
        (await raw.DeleteAsync("v2/finetuned_models/mine")).ShouldBeError(404);
        (await raw.PostAsync("v2/forecast", Body.Replace("\"level\":null", "\"level\":null,\"finetuned_model_id\":\"mine\"", StringComparison.Ordinal).Replace("MODEL", "naive", StringComparison.Ordinal)))
            .ShouldBeError(404).Text("detail").ShouldContain("mine");
        foreach (string route in (string[])["v2/finetune", "v2/finetune/async", "v2/explain/async", "v2/execute_step/async"])
        {
            (await raw.PostAsync(route, "{}")).ShouldBeError(501, "NOT_IMPLEMENTED").Text("detail").ShouldContain("not offered");
        }
    }

    [Fact]
    public async Task Options_without_effect_are_told()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        const string Fields = "\"level\":null,\"finetune_steps\":5,\"refit\":false,\"multivariate\":true,\"brand_new\":1";

        string warnings = (await raw.PostAsync("v2/forecast", Body.Replace("\"level\":null", Fields, StringComparison.Ordinal).Replace("MODEL", "naive", StringComparison.Ordinal)))
            .ShouldBeSuccess().Json.GetProperty("warnings").ToString();

        foreach (string word in (string[])["finetune_steps", "refit", "multivariate", "brand_new"])
        {
            warnings.ShouldContain(word);
        }
    }

    [Fact]
    public async Task A_final_refusal_has_a_status_that_the_client_does_not_repeat()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_NIXTLA_MODEL", "fake"));
        using RawClient raw = daemon.Connect();

        string failing = Body.Replace("\"level\":null", "\"model_parameters\":{\"fake\":\"error\"}", StringComparison.Ordinal).Replace("MODEL", "timegpt-1", StringComparison.Ordinal);

        (await raw.PostAsync("v2/forecast", failing)).ShouldBeError(500, "RUNNER_FAILED");
    }

    [Fact]
    public async Task A_packed_body_may_be_four_times_as_large_as_others_compressed_or_not()
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_MAX_BODY", "64KiB"));
        using RawClient raw = daemon.Connect();
        string large = Body.Replace("MODEL", "naive", StringComparison.Ordinal) + new string(' ', 200 << 10);
        string tooLarge = Body.Replace("MODEL", "naive", StringComparison.Ordinal) + new string(' ', 300 << 10);
        byte[] packed = ZstdFrame.Stored(Encoding.UTF8.GetBytes(large));
        byte[] bomb = ZstdFrame.Blanks(100 << 20);

        (await raw.PostAsync("v2/forecast", large)).ShouldBeSuccess();
        (await raw.SendAsync(HttpMethod.Post, "v2/forecast", packed, "application/json", ("Content-Encoding", "zstd"))).ShouldBeSuccess();
        (await raw.PostAsync("v2/forecast", tooLarge)).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "v2/forecast", bomb, "application/json", ("Content-Encoding", "zstd"))).ShouldBeError(413, "BODY_TOO_LARGE");
        (await raw.SendAsync(HttpMethod.Post, "v2/forecast", packed[..^5], "application/json", ("Content-Encoding", "zstd"))).ShouldBeError(400);
        (await raw.GetAsync("health/ready")).ShouldBeSuccess();
    }
}
