using Tollama.Core.Errors;

namespace Tollama.Store.Tests;

/// <summary>Uploads leave a reserve on the disk, whether they say how long they are or not.</summary>
public sealed class StoreRoomTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Uploads_that_are_under_way_count()
    {
        StoreRoom room = new("/store", free: () => 1000, total: () => 5000);
        room.Reserve.ShouldBe(100);
        using IDisposable first = room.Take(600);
        TollamaException error = Should.Throw<TollamaException>(() => room.Take(301));
        error.Code.ShouldBe(ErrorCode.InsufficientStorage);
        room.Take(300).Dispose();
        first.Dispose();
        first.Dispose();
        room.Take(900).Dispose();
        Should.Throw<TollamaException>(() => room.Take(901));
        room.Take(null).Dispose();
    }

    [Fact]
    public void The_reserve_of_a_large_disk_has_an_end() =>
        new StoreRoom("/store", free: () => 0, total: () => 1L << 50).Reserve.ShouldBe(512L << 20);

    [Fact]
    public void Below_the_reserve_nothing_begins() =>
        Should.Throw<TollamaException>(() => new StoreRoom("/store", free: () => 99, total: () => 5000).Take(null)).Code.ShouldBe(ErrorCode.InsufficientStorage);

    [Fact]
    public async Task An_upload_without_a_length_ends_before_the_disk_is_full_and_leaves_nothing()
    {
        using TemporaryStore temporary = new();
        long taken = 0;
        BlobStore blobs = new(temporary.Paths) { Room = new StoreRoom(temporary.Paths.Models, free: () => (40L << 20) - taken, total: () => 500L << 20) };
        using EndlessStream content = new(read => taken += read);
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => blobs.WriteAsync(content, null, Cancellation));
        error.Code.ShouldBe(ErrorCode.InsufficientStorage);
        taken.ShouldBeLessThan(40L << 20);
        temporary.BlobFiles().ShouldBeEmpty();
    }

    private sealed class EndlessStream(Action<int> onRead) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onRead(buffer.Length);
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
