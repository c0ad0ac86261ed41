using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class ConcurrentStoreTests : IDisposable
{
    private static readonly string[] Names = ["one", "two", "three"];

    private readonly TemporaryStore _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Writers_and_readers_at_once_never_see_a_torn_store()
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<int>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadUntil(done.Token), Cancellation))];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => WriteAsync(seed), Cancellation)));
        await done.CancelAsync();
        (await Task.WhenAll(readers)).ShouldAllBe(reads => reads > 0);

        ModelStore store = Open();
        StoreListing listing = store.List();
        listing.Warnings.ShouldBeEmpty();
        string[] needed =
        [
            .. listing.Models.SelectMany(model => ManifestReader.ReferencesOf(_temporary.ManifestPath(model.Name.Short))!)
                .Select(digest => digest.FileName).Distinct().Order(),
        ];
        _temporary.BlobFiles().ShouldBe(needed, "no blob too few and none too many");
    }

    [Fact]
    public async Task A_lock_that_is_held_is_waited_for()
    {
        FileLock first = new(_temporary.Paths.LockFile, TimeProvider.System);
        Task<InstalledModel> install;
        using (await first.AcquireAsync(Cancellation))
        {
            install = Open().InstallAsync(Manifest("theta"), [], Cancellation);
            install.IsCompleted.ShouldBeFalse();
        }

        (await install).Name.Short.ShouldBe("theta");
    }

    [Fact]
    public async Task Waiting_for_the_lock_can_be_canceled()
    {
        using CancellationTokenSource source = new();
        using (await new FileLock(_temporary.Paths.LockFile, TimeProvider.System).AcquireAsync(Cancellation))
        {
            Task<InstalledModel> install = Open().InstallAsync(Manifest("theta"), [], source.Token);
            await source.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(install);
        }
    }

    [Fact]
    public async Task A_lock_that_is_never_given_back_is_named_after_half_a_minute()
    {
        using IDisposable held = await new FileLock(_temporary.Paths.LockFile, TimeProvider.System).AcquireAsync(Cancellation);
        Task<InstalledModel> install = _temporary.InstallAsync("theta");
        while (!install.IsCompleted)
        {
            _temporary.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Core.Errors.TollamaException error = await Should.ThrowAsync<Core.Errors.TollamaException>(install);
        error.Code.ShouldBe(Core.Errors.ErrorCode.StoreUnavailable);
        error.Message.ShouldContain(_temporary.Paths.LockFile);
    }

    private ModelStore Open() => new(_temporary.Paths, TimeProvider.System);

    private async Task WriteAsync(int seed)
    {
        ModelStore store = Open();
        Random random = new(seed);
        for (int round = 0; round < 40; round++)
        {
            string name = Names[random.Next(Names.Length)];
            if (random.Next(3) == 0)
            {
                await IgnoreMissingAsync(store.DeleteAsync(Name(name), Cancellation));
            }
            else
            {
                await store.InstallAsync(Manifest(name), [File("weights", $"version {random.Next(3)}")], Cancellation);
            }
        }
    }

    private int ReadUntil(CancellationToken done)
    {
        ModelStore store = Open();
        int reads = 0;
        while (!done.IsCancellationRequested || reads == 0)
        {
            store.List().Warnings.ShouldBeEmpty();
            foreach (string name in Names)
            {
                if (store.Find(Name(name)) is { } model)
                {
                    model.Manifest.Layers.Count.ShouldBe(1);
                    model.Digest.Length.ShouldBe(64);
                }
            }

            reads++;
        }

        return reads;
    }

    private static async Task IgnoreMissingAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Core.Errors.TollamaException missing) when (missing.Code == Core.Errors.ErrorCode.ModelNotFound)
        {
        }
    }
}
