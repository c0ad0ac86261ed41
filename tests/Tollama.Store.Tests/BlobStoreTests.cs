using System.Text;
using CsCheck;
using Tollama.Core.Errors;

namespace Tollama.Store.Tests;

public sealed class BlobStoreTests : IDisposable
{
    private const string DigestOfAbc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private readonly TemporaryStore _temporary = new();

    private BlobStore Blobs => _temporary.Store.Blobs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_blob_is_a_file_named_by_its_sha256()
    {
        BlobInfo blob = await Blobs.WriteAsync("abc"u8.ToArray(), Cancellation);
        blob.Digest.ToString().ShouldBe(DigestOfAbc);
        blob.Size.ShouldBe(3);
        _temporary.BlobFiles().ShouldBe([DigestOfAbc.Replace(':', '-')]);
        (await File.ReadAllTextAsync(Blobs.PathOf(blob.Digest), Cancellation)).ShouldBe("abc");
    }

    [Theory]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true)]
    [InlineData("sha256-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true)]
    [InlineData("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", false)]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n", false)]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a", false)]
    [InlineData("sha256:../../../../../../../../../../../../../../../../etc/passwd00000000", false)]
    [InlineData("sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false)]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_digest_has_exactly_one_form(string? text, bool valid) => BlobDigest.TryParse(text, out _).ShouldBe(valid);

    [Fact]
    public async Task What_is_not_what_was_announced_is_not_stored()
    {
        using MemoryStream content = new("abd"u8.ToArray());
        BlobDigest.TryParse(DigestOfAbc, out BlobDigest? expected).ShouldBeTrue();
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => Blobs.WriteAsync(content, expected, Cancellation));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain(DigestOfAbc);
        _temporary.BlobFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing_behind()
    {
        using BreakingStream content = new();
        await Should.ThrowAsync<InvalidDataException>(() => Blobs.WriteAsync(content, null, Cancellation));
        _temporary.BlobFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_blob_that_changed_on_disk_is_found_and_healed_by_writing_it_again()
    {
        BlobInfo blob = await Blobs.WriteAsync("abc"u8.ToArray(), Cancellation);
        (await Blobs.VerifyAsync(blob.Digest, Cancellation)).ShouldBeTrue();
        await File.WriteAllTextAsync(Blobs.PathOf(blob.Digest), "abX", Cancellation);
        (await Blobs.VerifyAsync(blob.Digest, Cancellation)).ShouldBeFalse();
        await Blobs.WriteAsync("abc"u8.ToArray(), Cancellation);
        (await Blobs.VerifyAsync(blob.Digest, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_blob_of_any_size_reads_back_as_it_was_written() =>
        await Gen.Byte.Array[0, 300_000].ForAllAsync(
            async bytes =>
            {
                using MemoryStream content = new(bytes);
                BlobInfo blob = await Blobs.WriteAsync(content, null, Cancellation);
                await using Stream back = Blobs.OpenRead(blob.Digest);
                using MemoryStream copy = new();
                await back.CopyToAsync(copy, Cancellation);
                copy.ToArray().ShouldBe(bytes);
                blob.Size.ShouldBe(bytes.Length);
            },
            cases: 20);

    [Fact]
    public async Task Many_writers_of_one_blob_all_succeed()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(new string('x', 400_000));
        BlobInfo[] blobs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _temporary.Open().Blobs.WriteAsync(bytes, Cancellation)));
        blobs.Distinct().Count().ShouldBe(1);
        _temporary.BlobFiles().ShouldBe([blobs[0].Digest.FileName]);
    }

    [Fact]
    public void A_symbolic_link_is_not_a_blob()
    {
        BlobDigest digest = BlobDigest.Of("secret"u8);
        string outside = Path.Combine(_temporary.Paths.Home, "outside");
        File.WriteAllText(outside, "secret");
        Directory.CreateDirectory(_temporary.Paths.Blobs);
        File.CreateSymbolicLink(Blobs.PathOf(digest), outside);
        Blobs.Contains(digest).ShouldBeFalse();
        Should.Throw<TollamaException>(() => Blobs.OpenRead(digest)).Message.ShouldContain("symbolic link");
    }

    [Fact]
    public async Task A_linked_blobs_folder_is_refused()
    {
        Directory.CreateDirectory(_temporary.Paths.Models);
        string outside = Directory.CreateDirectory(Path.Combine(_temporary.Paths.Home, "outside")).FullName;
        Directory.CreateSymbolicLink(_temporary.Paths.Blobs, outside);
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => Blobs.WriteAsync("abc"u8.ToArray(), Cancellation));
        error.Code.ShouldBe(ErrorCode.StoreUnavailable);
        Directory.EnumerateFileSystemEntries(outside).ShouldBeEmpty();
    }

    [Fact]
    public void A_blob_that_is_not_there_says_so() =>
        Should.Throw<TollamaException>(() => Blobs.OpenRead(BlobDigest.Of("nothing"u8))).Code.ShouldBe(ErrorCode.StoreUnavailable);

    private sealed class BreakingStream : MemoryStream
    {
        private bool _first = true;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_first)
            {
                throw new InvalidDataException("the connection broke");
            }

            _first = false;
            return ValueTask.FromResult(Math.Min(10, buffer.Length));
        }
    }
}
