using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Json;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class ModelShowTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Show_has_what_the_clients_of_Ollama_read()
    {
        InstalledModel model = await InstallAsync(Manifest("theta"));
        ShowResponse show = ModelShow.Show(model, _temporary.Store.Blobs);
        JsonObject json = JsonSerializer.SerializeToNode(show, TollamaJsonContext.Default.ShowResponse)!.AsObject();
        json["license"]!.GetValue<string>().ShouldStartWith("MIT: free to use");
        json["license_info"]!["type"]!.GetValue<string>().ShouldBe("MIT");
        json["modelfile"]!.GetValue<string>().ShouldBe("FROM theta\n");
        json["parameters"]!.GetValue<string>().ShouldBe("");
        json["template"]!.GetValue<string>().ShouldBe("");
        json["details"]!["format"]!.GetValue<string>().ShouldBe("builtin");
        json["details"]!["parameter_size"]!.GetValue<string>().ShouldBe("");
        json["model_info"]!["general.architecture"]!.GetValue<string>().ShouldBe("stats");
        json["model_info"]!["general.parameter_count"]!.GetValue<long>().ShouldBe(0);
        json["model_info"]!.AsObject().ContainsKey("tollama.context_length").ShouldBeFalse();
        json["capabilities"]!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(["forecast", "quantiles"]);
        json["modified_at"]!.GetValue<string>().ShouldBe("2026-11-22T12:00:00.000000Z");
        json["digest"]!.GetValue<string>().ShouldBe(model.Digest);
    }

    [Fact]
    public async Task Show_of_a_network_has_its_limits_and_options()
    {
        InstalledModel model = await InstallAsync(Manifest("net") with
        {
            Architecture = "ChronosBoltModelForForecasting",
            Source = new ModelSource { Type = "huggingface", RepoId = "amazon/chronos-bolt-tiny" },
            ParameterCount = 8_652_672,
            ContextLength = 2048,
            MaxHorizon = 64,
            QuantileLevels = [0.1, 0.5, 0.9],
            Options = new JsonObject { ["horizon"] = 12, ["freq"] = "MS" },
        });
        ShowResponse show = ModelShow.Show(model, _temporary.Store.Blobs);
        show.Modelfile.ShouldBe("FROM net\nPARAMETER horizon 12\nPARAMETER freq \"MS\"\n");
        show.Parameters.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(
            [["horizon", "12"], ["freq", "\"MS\""]]);
        show.Details.ShouldBe(show.Details with { Format = "safetensors", ParameterSize = "8.7M", QuantizationLevel = "F32", ContextLength = 2048 });
        show.ModelInfo.ToJsonString().ShouldBe(
            """{"general.architecture":"ChronosBoltModelForForecasting","general.parameter_count":8652672,"general.license":"MIT","tollama.context_length":2048,"tollama.max_horizon":64,"tollama.quantile_levels":[0.1,0.5,0.9]}""");
    }

    [Fact]
    public async Task An_entry_has_the_short_name_twice_and_the_digest_of_the_manifest()
    {
        InstalledModel model = await InstallAsync(Manifest("auto:fast"));
        ModelEntry entry = ModelShow.Entry(model);
        entry.Name.ShouldBe("auto:fast");
        entry.Model.ShouldBe("auto:fast");
        entry.Digest.ShouldBe(model.Digest);
        entry.Size.ShouldBe(model.Size);
        entry.Details.Families.ShouldBe(["stats"]);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(999, "999")]
    [InlineData(85_001, "85K")]
    [InlineData(805_280, "805.3K")]
    [InlineData(999_960, "1M")]
    [InlineData(8_652_672, "8.7M")]
    [InlineData(205_292_928, "205.3M")]
    [InlineData(2_500_000_000, "2.5B")]
    public void Weights_are_counted_for_people(long count, string text) => ModelShow.ParameterSize(count).ShouldBe(text);

    [Fact]
    public void A_licence_that_is_not_well_known_is_just_named() => LicenseTexts.Describe("my-own").ShouldBe("my-own");

    private Task<InstalledModel> InstallAsync(ModelManifest manifest) =>
        _temporary.Store.InstallAsync(manifest, [], TestContext.Current.CancellationToken);
}
