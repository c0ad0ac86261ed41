using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Hosting;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Hosting;

/// <summary>Uploads that no model uses go while the daemon runs, not only when it starts.</summary>
public sealed class StoreCleanUpTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-clean-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_upload_that_nobody_uses_is_removed_by_a_later_clean_up()
    {
        PauseClock time = new();
        ModelStore store = new(new StorePaths(_folder.FullName), time);
        BlobInfo blob = await store.Blobs.WriteAsync("an upload"u8.ToArray(), Cancellation);
        File.SetLastWriteTimeUtc(store.Blobs.PathOf(blob.Digest), time.GetUtcNow().UtcDateTime);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task running = new StoreCleanUp(new StorePruner(store, time), time, NullLogger<StoreCleanUp>.Instance).RunAsync(ended.Token);
        for (int turn = 0; turn < 3; turn++)
        {
            await time.Pauses.Reader.ReadAsync(Cancellation);
            store.Blobs.Contains(blob.Digest).ShouldBe(turn < 2, $"after {turn} half hours");
            time.Advance(StoreCleanUp.Interval);
        }

        await ended.CancelAsync();
        await running;
    }

    /// <summary>Tells when somebody begins to wait.</summary>
    private sealed class PauseClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
    {
        public Channel<TimeSpan> Pauses { get; } = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            Pauses.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
