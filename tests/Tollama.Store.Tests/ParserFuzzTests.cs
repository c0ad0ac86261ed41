using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Catalog;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

/// <summary>Files that were cut, flipped and spliced: the answer is a model, a warning, or a clear error, never anything else.</summary>
public sealed class ParserFuzzTests : IDisposable
{
    private static readonly string[] Tokens = ["null", "-1", "1e999", "[]", "{}", "\"\"", "\\u0000", "[[[["];

    private static readonly Gen<byte[]> Splice = Gen.OneOf(
        Gen.Byte.Array[0, 4],
        Gen.OneOf([.. Tokens.Select(token => Gen.Const(Encoding.UTF8.GetBytes(token)))]));

    private readonly TemporaryStore _temporary = new(ModelRegistry.LoadEmbedded());

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_mutated_manifest_is_read_or_skipped_with_one_warning()
    {
        await _temporary.InstallAsync("theta", File("weights", "abc"));
        string path = _temporary.ManifestPath("theta");
        Mutations(await System.IO.File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).ForAll(
            bytes =>
            {
                System.IO.File.WriteAllBytes(path, bytes);
                StoreListing listing = _temporary.Open().List();
                (listing.Models.Count + listing.Warnings.Count).ShouldBe(1);
                Touch(listing);
                _ = _temporary.Open().Find(Name("theta"));
            },
            cases: 1500);
    }

    [Fact]
    public async Task A_mutated_config_blob_with_its_right_digest_is_read_or_skipped()
    {
        await _temporary.InstallAsync("theta");
        string path = _temporary.ManifestPath("theta");
        BlobStore blobs = _temporary.Store.Blobs;
        byte[] config = await System.IO.File.ReadAllBytesAsync(
            Path.Combine(_temporary.Paths.Blobs, _temporary.BlobFiles().ShouldHaveSingleItem()), TestContext.Current.CancellationToken);
        Mutations(config).ForAll(
            bytes =>
            {
                BlobDigest digest = BlobDigest.Of(bytes);
                System.IO.File.WriteAllBytes(blobs.PathOf(digest), bytes);
                StoredManifest stored = new() { Config = new() { MediaType = MediaTypes.Config, Digest = digest.ToString(), Size = bytes.Length } };
                System.IO.File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(stored, ManifestJsonContext.Default.StoredManifest));
                StoreListing listing = _temporary.Open().List();
                (listing.Models.Count + listing.Warnings.Count).ShouldBe(1);
                Touch(listing);
            },
            cases: 1000);
    }

    [Fact]
    public void A_mutated_registry_is_read_or_becomes_warnings()
    {
        byte[] json = """
            {"models":[{"name":"my:model","aliases":["mine"],"family":"f","source":{"type":"huggingface","repo_id":"a/b","revision":"main"},
            "license":{"type":"MIT","needs_acceptance":true,"url":"x"},"parameter_count":1,"context_length":2,"max_horizon":3,
            "quantile_levels":[0.1,0.5],"capabilities":["forecast"],"files":["config.json"]}]}
            """u8.ToArray();
        Mutations(json).ForAll(
            bytes =>
            {
                ModelRegistry registry = ModelRegistry.Empty.With(bytes, "a test");
                foreach (ModelCard entry in registry.Cards)
                {
                    registry.Find(entry.ModelName).ShouldBe(entry);
                    ModelPuller puller = new(_temporary.Store, registry, _temporary.Time);
                    Should.NotThrow(() => puller.Check(entry.ModelName, new PullOptions { AcceptLicense = true }));
                }
            },
            cases: 20_000);
    }

    private static Gen<byte[]> Mutations(byte[] original) =>
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Int[0, 12], Splice, Gen.Bool, (start, length, inserted, cut) =>
            cut && inserted.Length == 0
                ? original[..start]
                : [.. original[..start], .. inserted, .. original[Math.Min(original.Length, start + length)..]]);

    private static void Touch(StoreListing listing)
    {
        foreach (InstalledModel model in listing.Models)
        {
            _ = ModelShow.Show(model, new BlobStore(new StorePaths("nowhere")));
            _ = ModelShow.Entry(model);
        }
    }
}
