using System.Text;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class DamagedStoreTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    private ModelStore Store => _temporary.Store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"config":null}""")]
    [InlineData("""{"config":{"mediaType":"x","digest":"sha256:../../etc/passwd","size":1}}""")]
    [InlineData("""{"config":{"mediaType":"x","digest":"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","size":-1}}""")]
    [InlineData("""{"config":{"mediaType":"x","digest":"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","size":3},"layers":[null]}""")]
    [InlineData("""{"config":{"mediaType":"x","digest":"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","size":3}}""")]
    public async Task A_manifest_of_rubbish_is_skipped_with_a_warning(string content)
    {
        await _temporary.InstallAsync("good");
        await _temporary.InstallAsync("bad");
        await WriteManifestAsync("bad", Encoding.UTF8.GetBytes(content));
        StoreListing listing = Store.List();
        listing.Models.ShouldHaveSingleItem().Name.Short.ShouldBe("good");
        string warning = listing.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("'bad'");
        warning.ShouldContain(_temporary.ManifestPath("bad"));
        Store.Find(Name("bad")).ShouldBeNull();
        Should.Throw<TollamaException>(() => Store.Get(Name("bad"))).Code.ShouldBe(ErrorCode.ModelNotFound);
    }

    [Fact]
    public async Task Every_truncation_of_a_manifest_is_skipped()
    {
        await _temporary.InstallAsync("bad", File("weights", "abc"));
        byte[] whole = await System.IO.File.ReadAllBytesAsync(_temporary.ManifestPath("bad"), Cancellation);
        for (int length = 0; length < whole.Length; length += 7)
        {
            await WriteManifestAsync("bad", whole[..length]);
            Store.List().Warnings.Count.ShouldBe(1);
            Store.Find(Name("bad")).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_model_without_one_of_its_blobs_is_skipped()
    {
        InstalledModel model = await _temporary.InstallAsync("bad", File("weights", "abc"));
        BlobDigest.TryParse(model.Manifest.Layers[0].Digest, out BlobDigest? digest).ShouldBeTrue();
        System.IO.File.Delete(Store.Blobs.PathOf(digest!));
        Store.List().Warnings.ShouldHaveSingleItem().ShouldContain($"the blob {digest} is missing");
        await System.IO.File.WriteAllTextAsync(Store.Blobs.PathOf(digest!), "ab", Cancellation);
        Store.List().Warnings.ShouldHaveSingleItem().ShouldContain("has 2 bytes instead of 3");
    }

    [Fact]
    public async Task A_config_blob_with_other_bytes_is_not_believed()
    {
        await _temporary.InstallAsync("bad");
        string blob = Path.Combine(_temporary.Paths.Blobs, _temporary.BlobFiles().ShouldHaveSingleItem());
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(blob, Cancellation);
        bytes[^2] ^= 1;
        await System.IO.File.WriteAllBytesAsync(blob, bytes, Cancellation);
        Store.List().Warnings.ShouldHaveSingleItem().ShouldContain("does not have its digest");
        await _temporary.InstallAsync("bad");
        Store.List().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_huge_manifest_is_not_read()
    {
        await _temporary.InstallAsync("bad");
        await using (FileStream file = System.IO.File.OpenWrite(_temporary.ManifestPath("bad")))
        {
            file.SetLength(1L << 33);
        }

        Store.List().Warnings.ShouldHaveSingleItem().ShouldContain("more than a manifest can have");
    }

    [Fact]
    public async Task A_damaged_model_can_be_removed_and_installed_again()
    {
        await _temporary.InstallAsync("bad");
        await WriteManifestAsync("bad", "{"u8.ToArray());
        await _temporary.InstallAsync("bad");
        Store.List().Models.ShouldHaveSingleItem();
        await WriteManifestAsync("bad", "{"u8.ToArray());
        await Store.DeleteAsync(Name("bad"), Cancellation);
        Store.List().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_a_manifest_is_damaged_no_blob_is_freed()
    {
        await _temporary.InstallAsync("bad", File("weights", "shared"));
        await _temporary.InstallAsync("other", File("weights", "shared"));
        byte[] whole = await System.IO.File.ReadAllBytesAsync(_temporary.ManifestPath("bad"), Cancellation);
        await WriteManifestAsync("bad", "{"u8.ToArray());
        await Store.DeleteAsync(Name("other"), Cancellation);
        await WriteManifestAsync("bad", whole);
        Store.List().Models.ShouldHaveSingleItem().Name.Short.ShouldBe("bad");
    }

    [Fact]
    public async Task What_a_crash_leaves_behind_is_invisible_and_swept_after_an_hour()
    {
        await _temporary.InstallAsync("theta");
        string inBlobs = AtomicFile.TemporaryIn(_temporary.Paths.Blobs);
        string inManifests = AtomicFile.TemporaryIn(Path.GetDirectoryName(_temporary.ManifestPath("theta"))!);
        foreach (string path in (string[])[inBlobs, inManifests])
        {
            await System.IO.File.WriteAllTextAsync(path, "half a fi", Cancellation);
            System.IO.File.SetLastWriteTimeUtc(path, _temporary.Time.GetUtcNow().UtcDateTime);
        }

        Store.List().Models.ShouldHaveSingleItem();
        Store.List().Warnings.ShouldBeEmpty();
        await _temporary.InstallAsync("naive");
        System.IO.File.Exists(inBlobs).ShouldBeTrue("a young file may belong to a writer at work");
        _temporary.Time.Advance(TimeSpan.FromHours(2));
        await _temporary.InstallAsync("naive");
        System.IO.File.Exists(inBlobs).ShouldBeFalse();
        System.IO.File.Exists(inManifests).ShouldBeFalse();
    }

    [Theory]
    [InlineData("README")]
    [InlineData("tollama/library/theta/latest/extra")]
    [InlineData("tollama/library/.hidden/latest")]
    [InlineData("tollama/lib.rary/theta/latest")]
    public void Files_that_no_name_fits_are_left_alone(string relative)
    {
        string path = Path.Combine([_temporary.Paths.Manifests, .. relative.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, "{");
        StoreListing listing = Store.List();
        listing.Models.ShouldBeEmpty();
        listing.Warnings.ShouldBeEmpty();
    }

    private async Task WriteManifestAsync(string name, byte[] content)
    {
        await System.IO.File.WriteAllBytesAsync(_temporary.ManifestPath(name), content, Cancellation);
        _temporary.Time.Advance(TimeSpan.FromSeconds(1));
    }
}
