namespace Tollama.Store.Tests.Hub;

public sealed class FrontierHashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-frontier-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Parts_in_any_order_have_the_hash_of_the_file()
    {
        byte[] content = [.. Enumerable.Range(0, 1000).Select(index => (byte)(index * 7))];
        using PartialFile partial = Open(partSize: 300);
        using FrontierHash hash = new(partial);
        Task<BlobDigest> hashing = hash.RunAsync(HubStore.Cancellation);
        foreach (DownloadPart part in partial.Parts.Reverse())
        {
            await partial.AppendAsync(part, content.AsMemory((int)part.Offset, (int)part.Length), HubStore.Cancellation);
        }

        (await hashing).ShouldBe(BlobDigest.Of(content));
    }

    [Fact]
    public async Task A_file_that_somebody_cuts_meanwhile_is_an_error_and_no_endless_wait()
    {
        using PartialFile partial = Open(partSize: 1000);
        await partial.AppendAsync(partial.Parts[0], new byte[1000], HubStore.Cancellation);
        using FrontierHash hash = new(partial);
        RandomAccess.SetLength(partial.Handle, 400);
        EndOfStreamException error = await Should.ThrowAsync<EndOfStreamException>(() => hash.RunAsync(HubStore.Cancellation));
        error.Message.ShouldContain("400 bytes");
    }

    private PartialFile Open(long partSize) =>
        PartialFile.Open(Path.Combine(_folder.FullName, "sha256-x"), 1000, new DownloadPolicy { PartSize = partSize }, TimeProvider.System);
}
