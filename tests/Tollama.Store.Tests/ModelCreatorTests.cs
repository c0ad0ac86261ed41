using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class ModelCreatorTests : IAsyncDisposable
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", "chronos-bolt-tiny-random");

    private readonly TemporaryStore _temporary = new(ModelRegistry.LoadEmbedded());
    private readonly ModelPuller _puller;
    private readonly ModelCreator _creator;

    public ModelCreatorTests()
    {
        _puller = new ModelPuller(_temporary.Store, _temporary.Registry!, _temporary.Time);
        _creator = new ModelCreator(_temporary.Store, _puller, _temporary.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _puller.DisposeAsync();
        _temporary.Dispose();
    }

    [Fact]
    public async Task A_model_is_made_of_another_with_defaults_of_its_own()
    {
        List<PullProgress> lines = await CreateAsync(new CreateRequest
        {
            Model = "plants",
            Modelfile = "FROM theta\nPARAMETER horizon 24\nPARAMETER season_length 12\nDESCRIPTION Northern plants",
            Parameters = new JsonObject { ["horizon"] = 48 },
            License = "Internal use only.",
        });
        lines[^1].Done.ShouldBe(true);
        InstalledModel model = _temporary.Store.Get(Name("plants"));
        model.Manifest.From.ShouldBe("theta");
        model.Manifest.Options!.ToJsonString().ShouldBe("""{"horizon":48,"season_length":12}""", "what the request says wins over its Modelfile");
        ShowResponse show = ModelShow.Show(model, _temporary.Store.Blobs);
        show.Modelfile.ShouldBe("FROM theta\nPARAMETER horizon 48\nPARAMETER season_length 12\nDESCRIPTION Northern plants\n");
        show.License.ShouldContain("Internal use only.");
        show.Details.ParentModel.ShouldBe("theta");

        Modelfile again = Modelfile.Parse(show.Modelfile);
        again.Parameters.ToJsonString().ShouldBe(model.Manifest.Options.ToJsonString(), "what show prints can be created from");
    }

    [Fact]
    public async Task A_model_of_a_created_one_inherits_its_defaults()
    {
        await CreateAsync(new CreateRequest { Model = "first", From = "theta", Parameters = new JsonObject { ["horizon"] = 6, ["freq"] = "D" } });
        await CreateAsync(new CreateRequest { Model = "second", From = "first", Parameters = new JsonObject { ["horizon"] = 7 } });
        _temporary.Store.Get(Name("second")).Manifest.Options!.ToJsonString().ShouldBe("""{"horizon":7,"freq":"D"}""");
        await _temporary.Store.DeleteAsync(Name("first"), Cancellation);
        _temporary.Store.Find(Name("second")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_model_is_made_of_uploaded_files()
    {
        CreateRequest request = new() { Model = "mine", Files = await UploadAsync("config.json", "model.safetensors") };
        await CreateAsync(request);
        InstalledModel model = _temporary.Store.Get(Name("mine"));
        model.Manifest.Family.ShouldBe("chronos-bolt");
        model.Manifest.ParameterCount.ShouldBe(19_568);
        ModelFiles.Of(model, _temporary.Store.Blobs).Paths.Keys.ShouldBe(["config.json", "model.safetensors"]);
        ShowResponse show = ModelShow.Show(model, _temporary.Store.Blobs, verbose: true);
        show.Tensors!.Sum(tensor => tensor.Shape.Aggregate(1L, (product, size) => product * size)).ShouldBeGreaterThanOrEqualTo(19_568);
    }

    [Fact]
    public async Task Files_that_are_no_model_are_refused()
    {
        IReadOnlyDictionary<string, string> files = await UploadAsync("config.json", "model.safetensors");
        BlobInfo rubbish = await _temporary.Store.Blobs.WriteAsync("rubbish"u8.ToArray(), Cancellation);
        Dictionary<string, string> With(string name, string digest) => new(files) { [name] = digest };

        (await RefusalAsync(With("config.json", rubbish.Digest.ToString()))).Code.ShouldBe(ErrorCode.InvalidModelFile);
        (await RefusalAsync(With("model.safetensors", rubbish.Digest.ToString()))).Code.ShouldBe(ErrorCode.InvalidModelFile);
        (await RefusalAsync(With("model.safetensors", "sha256:" + new string('0', 64)))).Message.ShouldContain("is not in the store");
        (await RefusalAsync(With("../escape", rubbish.Digest.ToString()))).Message.ShouldContain("not a file name");
        (await RefusalAsync(With("model.safetensors", "sha256:zz"))).Message.ShouldContain("not a digest");
        TollamaException pickle = await RefusalAsync(new Dictionary<string, string> { ["config.json"] = files["config.json"], ["model.bin"] = rubbish.Digest.ToString() });
        pickle.Code.ShouldBe(ErrorCode.InvalidModelFile);
        pickle.Hint!.ShouldContain("can run code");
        _temporary.Store.List().Models.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "nothing says what the model is made of")]
    [InlineData("DESCRIPTION x", "nothing says what the model is made of")]
    public async Task A_request_must_say_what_the_model_is_made_of(string? modelfile, string reason) =>
        (await RefusalAsync(new CreateRequest { Model = "mine", Modelfile = modelfile })).Message.ShouldContain(reason);

    [Theory]
    [InlineData("""{"horizon":10001}""", "the horizon of the model 'mine' is 10001; the limit is 10000 (TOLLAMA_MAX_HORIZON)")]
    [InlineData("""{"horizn":12}""", "mine has no option 'horizn'.")]
    [InlineData("""{"seasonlength":12}""", "mine has no option 'seasonlength'.")]
    [InlineData("""{"season_length":12,"window":3}""", "mine has no option 'window'.")]
    [InlineData("""{"non_negative":"often"}""", "options.non_negative is \"often\".")]
    public async Task Defaults_with_which_no_forecast_could_be_made_are_refused_as_the_forecast_would_be(string parameters, string sentence)
    {
        JsonObject own = JsonNode.Parse(parameters)!.AsObject();
        TollamaException pulled = await RefusalAsync(new CreateRequest { Model = "mine", From = "theta", Parameters = own });
        (pulled.Code, pulled.Message).ShouldBe((ErrorCode.InvalidRequest, sentence));
        _temporary.Store.Find(Name("theta")).ShouldNotBeNull();

        Should.Throw<TollamaException>(() => _creator.Check(new CreateRequest { Model = "mine", From = "theta", Parameters = own })).Message.ShouldBe(sentence);
        _temporary.Store.Find(Name("mine")).ShouldBeNull();
    }

    [Theory]
    [InlineData("horizn", "Did you mean 'horizon'?")]
    [InlineData("frq", "Did you mean 'freq'?")]
    [InlineData("seasonlength", "Did you mean 'season_length'?")]
    public async Task A_parameter_that_nobody_knows_is_told_with_the_nearest(string name, string hint) =>
        (await RefusalAsync(new CreateRequest { Model = "mine", Modelfile = $"FROM theta\nPARAMETER {name} 3" })).Hint.ShouldBe(hint);

    [Fact]
    public async Task A_frequency_that_is_none_is_told_with_the_nearest() =>
        (await RefusalAsync(new CreateRequest { Model = "mine", Modelfile = "FROM theta\nPARAMETER freq dayly" }))
            .Message.ShouldContain("the parameter freq: 'dayly' is not a frequency; did you mean 'daily'?");

    [Fact]
    public async Task More_levels_than_a_request_may_have_are_refused()
    {
        JsonArray levels = [.. Enumerable.Range(1, 101).Select(i => (JsonNode)JsonValue.Create(i / 1000.0))];
        (await RefusalAsync(new CreateRequest { Model = "mine", From = "theta", Parameters = new JsonObject { ["quantiles"] = levels } }))
            .Message.ShouldBe("the model 'mine' has 101 levels of its own; the limit is 100");
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_parameter_is_refused() =>
        (await RefusalAsync(new CreateRequest { Model = "mine", From = "theta", Parameters = JsonNode.Parse("""{"\ud800":1}""")!.AsObject() }))
            .Message.ShouldContain("not valid Unicode");

    [Fact]
    public async Task An_unknown_parent_is_not_found() =>
        (await RefusalAsync(new CreateRequest { Model = "mine", From = "nothing" })).Code.ShouldBe(ErrorCode.ModelNotFound);

    private async Task<IReadOnlyDictionary<string, string>> UploadAsync(params string[] names)
    {
        Dictionary<string, string> files = [];
        foreach (string name in names)
        {
            byte[] content = await System.IO.File.ReadAllBytesAsync(Path.Combine(Golden, name), Cancellation);
            files[name] = (await _temporary.Store.Blobs.WriteAsync(content, Cancellation)).Digest.ToString();
        }

        return files;
    }

    private Task<TollamaException> RefusalAsync(IReadOnlyDictionary<string, string> files) => RefusalAsync(new CreateRequest { Model = "mine", Files = files });

    private Task<TollamaException> RefusalAsync(CreateRequest request) => Should.ThrowAsync<TollamaException>(() => CreateAsync(request));

    private async Task<List<PullProgress>> CreateAsync(CreateRequest request)
    {
        List<PullProgress> lines = [];
        await foreach (PullProgress line in _creator.CreateAsync(request, Cancellation))
        {
            lines.Add(line);
        }

        return lines;
    }
}
