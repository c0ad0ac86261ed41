using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests.Provenance;

/// <summary>An import that fails leaves the model of that name as it was, and no blob behind.</summary>
public sealed class FailedImportTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("quantile_levels", "[null]")]
    [InlineData("quantile_levels", "[0.5, 2]")]
    [InlineData("quantile_levels", "[-1e400]")]
    [InlineData("options", """{"horizon":"x"}""")]
    [InlineData("options", """{"horizon":null}""")]
    [InlineData("options", """{"horizon":1e300}""")]
    [InlineData("options", """{"quantiles":[null]}""")]
    [InlineData("options", """{"quantiles":{}}""")]
    [InlineData("options", """{"freq":"every now and then"}""")]
    [InlineData("options", """{"freq":"\ud800"}""")]
    [InlineData("options", """{"\ud800":1}""")]
    [InlineData("options", """{"horizon":1,"horizon":2}""")]
    [InlineData("options", """{"../x":1}""")]
    [InlineData("options", "[]")]
    [InlineData("context_length", "0")]
    [InlineData("max_horizon", "-1")]
    [InlineData("max_horizon", "99999999999")]
    [InlineData("parameter_count", "-5")]
    [InlineData("capabilities", "[null]")]
    [InlineData("capabilities", "null")]
    [InlineData("family", "\"\"")]
    [InlineData("family", "null")]
    [InlineData("source", "null")]
    [InlineData("license", "{}")]
    [InlineData("description", "\"\\ud800\"")]
    public async Task A_config_that_the_reader_refuses_destroys_nothing(string field, string value)
    {
        InstalledModel victim = await _temporary.InstallAsync("victim", File("weights", "abc"));
        string[] blobs = _temporary.BlobFiles();
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => ImportAsync(Config(field, value)));
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        _temporary.Store.Get(Name("victim")).ShouldBe(victim);
        _temporary.Open().Get(Name("victim")).Digest.ShouldBe(victim.Digest);
        _temporary.BlobFiles().ShouldBe(blobs);
        _temporary.Store.List().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_archive_with_a_right_config_replaces_it()
    {
        InstalledModel victim = await _temporary.InstallAsync("victim", File("weights", "abc"));
        await ImportAsync(Config("quantile_levels", "[0.1,0.9]"));
        _temporary.Store.Get(Name("victim")).Digest.ShouldNotBe(victim.Digest);
    }

    [Fact]
    public async Task A_mutated_config_is_installed_and_can_be_used_or_leaves_everything_as_it_was()
    {
        InstalledModel victim = await _temporary.InstallAsync("victim", File("weights", "abc"));
        string[] blobs = _temporary.BlobFiles();
        string original = Config("options", """{"horizon":12,"quantiles":[0.1,0.9],"freq":"D","season_length":7}""");
        (int installed, int refused) = (0, 0);
        await Mutations(original).ForAllAsync(
            async config =>
            {
                if (await IsRefusedAsync(config))
                {
                    refused++;
                    _temporary.BlobFiles().ShouldBe(blobs);
                }
                else
                {
                    installed++;
                    Use(_temporary.Open().Get(Name("victim")));
                    await _temporary.Store.DeleteAsync(Name("victim"), Cancellation);
                    await _temporary.InstallAsync("victim", File("weights", "abc"));
                }

                _temporary.Open().Get(Name("victim")).Digest.ShouldBe(victim.Digest);
            },
            cases: 600);
        refused.ShouldBeGreaterThan(50);
        installed.ShouldBeGreaterThan(20);
    }

    /// <summary>Everything that reads an installed model before its runner does.</summary>
    private void Use(InstalledModel model)
    {
        ModelShow.Show(model, _temporary.Store.Blobs).Modelfile.ShouldStartWith("FROM ");
        JsonSerializer.Serialize(ModelShow.Entry(model), Core.Json.TollamaJsonContext.Default.Options).ShouldNotBeEmpty();
        JsonSerializer.Serialize(model.Manifest, Core.Json.TollamaJsonContext.Default.ModelManifest).ShouldNotBeEmpty();
        ModelDefaults.OfRequest(model)?.Horizon?.ShouldBeGreaterThan(0);
        _ = ModelDefaults.OfFamily(model)?.GetRawText();
    }

    private static Gen<string> Mutations(string original) => Gen.OneOf(
        Gen.Select(Gen.Int[0, original.Length - 1], OneOf("null", "\"x\"", "-1", "1e999", "[]", "{}", "\\ud800", "\"", ",", "0", "[null]", "true", "{\"how\":\"pulled\"}"), (at, text) =>
            original[..at] + text + original[at..]),
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Int[1, 8], (at, count) => original.Remove(at, Math.Min(count, original.Length - at))),
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Char[' ', '~'], (at, letter) => original[..at] + letter + original[(at + 1)..]),
        Gen.Select(
            OneOf("name", "family", "variant", "description", "source", "license", "options", "capabilities", "quantile_levels", "max_horizon", "context_length", "parameter_count", "from", "origin", "layers", "installed_at"),
            OneOf("null", "1", "-1", "0", "\"\"", "\"D\"", "[]", "{}", "[1]", "[null]", "0.5", "1e308", "{\"horizon\":\"x\"}", "{\"horizon\":3}", "[0.5]", "\"\\u0000\\u001b[2J\""),
            Config));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private async Task<bool> IsRefusedAsync(string config)
    {
        try
        {
            await ImportAsync(config);
            return false;
        }
        catch (TollamaException error)
        {
            error.Code.ShouldBe(ErrorCode.InvalidModelFile);
            return true;
        }
    }

    private async Task ImportAsync(string config)
    {
        using MemoryStream archive = new(ArchiveBytes.Of("victim", Encoding.UTF8.GetBytes(config), (MediaTypes.License, "LICENSE", "Do as you like."u8.ToArray())));
        await foreach (PullProgress line in new ArchiveImport(_temporary.Store).ReadAsync(archive, null, force: false, Cancellation))
        {
            line.Error.ShouldBeNull();
        }
    }

    // As text: what is tried is not always JSON that a node can hold.
    private static string Config(string field, string value)
    {
        JsonObject config = JsonSerializer.SerializeToNode(Manifest("victim"), StoreJsonContext.Default.ModelManifest)!.AsObject();
        config[field] = "PLACE";
        return config.ToJsonString().Replace("\"PLACE\"", value, StringComparison.Ordinal);
    }
}
