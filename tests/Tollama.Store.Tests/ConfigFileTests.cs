using System.Formats.Tar;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

/// <summary>Whoever uploads a configuration says how long it is: it is not read to find out that it is too long.</summary>
public sealed class ConfigFileTests : IDisposable
{
    // No array is so long: whoever reads the file fails in another way. On the disk it takes no room.
    private const long Huge = 3L << 30;

    private readonly TemporaryStore _here = new(ModelRegistry.LoadEmbedded());
    private readonly TemporaryStore _there = new(ModelRegistry.LoadEmbedded());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public void One_that_is_too_long_is_not_read()
    {
        using UnreadableStream file = new(1_000_001);
        TollamaException error = Should.Throw<TollamaException>(() => ConfigFile.Recognize(file));
        (error.Code, error.Message).ShouldBe((ErrorCode.InvalidModelFile, "The config.json has 1000001 bytes; at most 1000000 are read."));
    }

    [Fact]
    public async Task A_model_is_not_made_of_one()
    {
        BlobDigest config = BlobDigest.Of("config"u8);
        Grow(_here, config);
        BlobInfo weights = await _here.Store.Blobs.WriteAsync("weights"u8.ToArray(), Cancellation);
        await using ModelPuller puller = new(_here.Store, _here.Registry!, _here.Time);
        CreateRequest request = new()
        {
            Model = "mine",
            Files = new Dictionary<string, string> { ["config.json"] = config.ToString(), ["model.safetensors"] = weights.Digest.ToString() },
        };

        TollamaException error = await Should.ThrowAsync<TollamaException>(async () =>
        {
            await foreach (PullProgress _ in new ModelCreator(_here.Store, puller, _here.Time).CreateAsync(request, Cancellation))
            {
            }
        });
        error.Message.ShouldBe($"The config.json has {Huge} bytes; at most 1000000 are read.");
    }

    [Fact]
    public async Task A_model_is_not_imported_with_one()
    {
        LayerContent config = File("config.json", "config") with { MediaType = MediaTypes.Architecture };
        InstalledModel model = await _here.Store.InstallAsync(Manifest("mine", "chronos-bolt"), [config, File("model.safetensors", "weights")], Cancellation);
        foreach (string blob in _here.BlobFiles())
        {
            Directory.CreateDirectory(_there.Paths.Blobs);
            System.IO.File.Copy(Path.Combine(_here.Paths.Blobs, blob), Path.Combine(_there.Paths.Blobs, blob));
        }

        Grow(_there, BlobDigest.Of("config"u8));
        using MemoryStream archive = new();
        await new ModelArchive(_here.Store).WriteAsync(model, archive, Cancellation);
        using MemoryStream input = await WithoutBlobsAsync(archive.ToArray());

        TollamaException error = await Should.ThrowAsync<TollamaException>(async () =>
        {
            await foreach (PullProgress _ in new ArchiveImport(_there.Store).ReadAsync(input, null, force: false, Cancellation))
            {
            }
        });
        error.Message.ShouldContain($"{Huge} bytes", customMessage: "its length was looked at, and nothing of it was read");
        _there.Store.List().Models.ShouldBeEmpty();
    }

    private static void Grow(TemporaryStore store, BlobDigest digest)
    {
        Directory.CreateDirectory(store.Paths.Blobs);
        using FileStream file = System.IO.File.OpenWrite(store.Store.Blobs.PathOf(digest));
        file.SetLength(Huge);
    }

    private static async Task<MemoryStream> WithoutBlobsAsync(byte[] archive)
    {
        MemoryStream output = new();
        using TarReader reader = new(new MemoryStream(archive));
        await using (TarWriter writer = new(output, TarEntryFormat.Pax, leaveOpen: true))
        {
            while (await reader.GetNextEntryAsync(copyData: true, Cancellation) is { } entry)
            {
                if (!entry.Name.StartsWith("blobs/", StringComparison.Ordinal))
                {
                    await writer.WriteEntryAsync(entry, Cancellation);
                }
            }
        }

        output.Position = 0;
        return output;
    }

    /// <summary>A file that says how long it is and cannot be read.</summary>
    private sealed class UnreadableStream(long length) : MemoryStream
    {
        public override long Length => length;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("It was read.");

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("It was read.");
    }
}
