using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

[Collection<SharedDaemonTests>]
public sealed class CatalogTests(SharedDaemon daemon)
{
    [Fact]
    public async Task Tags_lists_what_is_installed_in_the_form_that_ollama_clients_read()
    {
        await daemon.PullAsync("mock");

        JsonElement model = (await daemon.Raw.GetAsync("api/tags")).ShouldBeSuccess().Json.GetProperty("models").EnumerateArray()
            .Single(entry => entry.Text("name") == "mock");

        model.Text("model").ShouldBe("mock");
        model.Text("digest").ShouldBeDigest();
        model.GetProperty("size").GetInt64().ShouldBePositive();
        DateTimeOffset.Parse(model.Text("modified_at"), CultureInfo.InvariantCulture).Year.ShouldBeGreaterThan(2020);
        JsonElement details = model.GetProperty("details");
        details.Text("family").ShouldBe("mock");
        details.GetProperty("families").EnumerateArray().Select(family => family.GetString()).ShouldBe(["mock"]);
        details.Text("parameter_size").ShouldBe("");
        details.Text("quantization_level").ShouldBe("");
    }

    [Fact]
    public async Task Show_has_every_key_that_the_clients_of_both_ancestors_need()
    {
        await daemon.PullAsync("mock");

        JsonElement shown = (await daemon.Raw.PostAsync("api/show", """{"model":"mock","verbose":true}""")).ShouldBeSuccess().Json;

        foreach (string text in (string[])["name", "model", "family", "license", "modelfile", "parameters", "template", "system", "modified_at", "digest"])
        {
            shown.GetProperty(text).ValueKind.ShouldBe(JsonValueKind.String, text);
        }

        shown.Text("license").ShouldStartWith("MIT");
        shown.GetProperty("license_info").Text("type").ShouldBe("MIT");
        shown.GetProperty("model_info").Text("general.architecture").ShouldBe("mock");
        shown.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldContain("forecast");
        shown.Text("digest").ShouldBeDigest();
        shown.GetProperty("details").Text("family").ShouldBe("mock");
    }

    [Fact]
    public async Task Show_and_the_list_tell_the_options_of_a_model_and_what_a_Modelfile_set_is_the_default()
    {
        await daemon.PullAsync("window-average");
        const string Create = """{"model":"weekly-average","from":"window-average","parameters":{"window":7,"horizon":3},"stream":false}""";
        (await daemon.Raw.PostAsync("api/create", Create)).ShouldBeSuccess();

        Option((await daemon.Raw.PostAsync("api/show", """{"model":"window-average"}""")).ShouldBeSuccess().Json).GetRawText().ShouldStartWith(
            """{"name":"window","kind":"integer","default":"one season, 7 without a season","lowest":1,"description":"How many""");
        JsonElement shown = (await daemon.Raw.PostAsync("api/show", """{"model":"weekly-average"}""")).ShouldBeSuccess().Json;
        Option(shown).GetProperty("default").GetInt32().ShouldBe(7);
        shown.GetProperty("options").EnumerateArray().Select(option => option.Text("name")).ShouldContain("season_length");
        JsonElement listed = (await daemon.Raw.GetAsync("v1/models/weekly-average")).ShouldBeSuccess().Json;
        Option(listed).GetProperty("default").GetInt32().ShouldBe(7);
        JsonElement available = (await daemon.Raw.GetAsync("v1/models")).ShouldBeSuccess().Json.GetProperty("available").EnumerateArray()
            .Single(model => model.Text("name") == "seasonal-window-average");
        Option(available).GetProperty("default").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"model":"mock:latest"}""")]
    [InlineData("""{"model":"MOCK"}""")]
    [InlineData("""{"model":"","name":"mock"}""")]
    [InlineData("""{"name":"mock"}""")]
    [InlineData("""{"model":"mock","name":""}""")]
    [InlineData("""{"model":"mock","unknown_key":{"deep":[1]},"verbose":false}""")]
    public async Task A_model_is_found_by_each_of_its_spellings(string body)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/show", body)).ShouldBeSuccess().Json.Text("name").ShouldBe("mock");
    }

    [Theory]
    [InlineData("""{}""", "model is required")]
    [InlineData("", "missing request body")]
    [InlineData("   ", "missing request body")]
    [InlineData("""{"model":7}""", "model")]
    [InlineData("""{"model":""", "body")]
    [InlineData("""[1]""", "body")]
    [InlineData("null", "body")]
    public async Task A_body_that_names_no_model_is_400(string body, string says) =>
        (await daemon.Raw.PostAsync("api/show", body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);

    [Theory]
    [InlineData("POST", "api/show")]
    [InlineData("POST", "api/load")]
    [InlineData("POST", "api/unload")]
    [InlineData("POST", "api/generate")]
    [InlineData("POST", "api/chat")]
    [InlineData("POST", "api/forecast")]
    [InlineData("POST", "v1/forecast")]
    [InlineData("DELETE", "api/delete")]
    public async Task A_missing_model_is_404_in_the_words_of_both_ancestors(string method, string path)
    {
        string body = path.EndsWith("forecast", StringComparison.Ordinal) ? Bodies.Forecast("not-there") : """{"model":"not-there"}""";

        Reply reply = await daemon.Raw.SendAsync(new HttpMethod(method), path, System.Text.Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded");

        string error = reply.ShouldBeError(404, "MODEL_NOT_FOUND").Text("error");
        error.ShouldContain("not found");
        error.ShouldContain("is not installed");
        error.ShouldContain("tollama pull not-there");
    }

    [Theory]
    [InlineData("api/embed", """{"model":"auto","input":"a"}""", "embeddings")]
    [InlineData("api/embeddings", """{"model":"auto","prompt":"a"}""", "embeddings")]
    [InlineData("api/push", """{"model":"auto"}""", "pushed")]
    [InlineData("v1/chat/completions", """{"model":"auto","messages":[]}""", "text")]
    [InlineData("api/create", """{"model":"smaller","from":"auto","quantize":"q4_K_M"}""", "quantize is 'q4_K_M'")]
    public async Task What_cannot_be_served_is_400_with_a_sentence_so_that_nobody_pulls_a_model_for_it(string path, string body, string says) =>
        (await daemon.Raw.PostAsync(path, body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);

    [Fact]
    public async Task The_list_of_v1_is_that_of_openai_and_of_the_first_tollama_at_once()
    {
        await daemon.PullAsync("mock");

        JsonElement models = (await daemon.Raw.GetAsync("v1/models")).ShouldBeSuccess().Json;

        models.Text("object").ShouldBe("list");
        models.GetProperty("data").EnumerateArray().Single(model => model.Text("id") == "mock").Text("object").ShouldBe("model");
        models.GetProperty("installed").EnumerateArray().ShouldContain(model => model.Text("name") == "mock" && model.GetProperty("installed").GetBoolean());
        JsonElement available = models.GetProperty("available").EnumerateArray().Single(model => model.Text("name") == "chronos-2");
        available.GetProperty("installed").GetBoolean().ShouldBeFalse();
        available.GetProperty("license").Text("type").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_single_model_of_v1_may_be_installed_or_only_available_or_neither()
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.GetAsync("v1/models/mock")).ShouldBeSuccess().Json.GetProperty("installed").GetBoolean().ShouldBeTrue();
        (await daemon.Raw.GetAsync("v1/models/chronos-2")).ShouldBeSuccess().Json.GetProperty("installed").GetBoolean().ShouldBeFalse();
        (await daemon.Raw.GetAsync("v1/models/nothing")).ShouldBeError(404, "MODEL_NOT_FOUND");
    }

    [Fact]
    public async Task A_deleted_model_is_gone_and_its_second_deletion_fails()
    {
        await daemon.PullAsync("window-average");
        (await daemon.Raw.PostAsync("api/load", """{"model":"window-average"}""")).ShouldBeSuccess();

        JsonElement deleted = (await daemon.Raw.DeleteAsync("api/delete", """{"name":"window-average"}""")).ShouldBeSuccess().Json;

        deleted.Text("status").ShouldBe("success");
        deleted.GetProperty("deleted").GetBoolean().ShouldBeTrue();
        deleted.Text("model").ShouldBe("window-average");
        (await daemon.Raw.GetAsync("api/tags")).Json.GetProperty("models").EnumerateArray().ShouldNotContain(model => model.Text("name") == "window-average");
        (await daemon.Raw.GetAsync("api/ps")).Json.GetProperty("models").EnumerateArray().ShouldNotContain(model => model.Text("name") == "window-average");
        (await daemon.Raw.DeleteAsync("api/delete", """{"name":"window-average"}""")).ShouldBeError(404, "MODEL_NOT_FOUND");
    }

    [Fact]
    public async Task The_older_route_of_deletions_answers_as_it_did()
    {
        await daemon.PullAsync("window-average");

        JsonElement removed = (await daemon.Raw.DeleteAsync("v1/models/window-average")).ShouldBeSuccess().Json;

        removed.GetProperty("removed").GetBoolean().ShouldBeTrue();
        removed.Text("name").ShouldBe("window-average");
    }

    private static JsonElement Option(JsonElement model) =>
        model.GetProperty("options").EnumerateArray().Single(option => option.Text("name") == "window");
}
