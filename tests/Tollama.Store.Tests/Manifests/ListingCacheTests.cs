using Microsoft.Extensions.Time.Testing;

namespace Tollama.Store.Tests.Manifests;

/// <summary>When the store is read again. The times of folders are set by hand: a test depends on no clock of a file system.</summary>
public sealed class ListingCacheTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-listing-");
    private readonly FakeTimeProvider _time = new(Now);
    private int _reads;

    public ListingCacheTests()
    {
        Directory.CreateDirectory(Inner);
        Settle(Now.AddHours(-1));
    }

    private string Inner => Path.Join(_folder.FullName, "library", "theta");

    [Fact]
    public void What_has_not_changed_is_read_once()
    {
        ListingCache cache = new(_folder.FullName, _time);

        IReadOnlyList<InstalledModel> first = Get(cache);
        _time.Advance(TimeSpan.FromDays(1));

        Get(cache).ShouldBeSameAs(first);
        _reads.ShouldBe(1);
    }

    [Fact]
    public void A_change_in_any_folder_is_read_and_then_kept()
    {
        ListingCache cache = new(_folder.FullName, _time);
        Get(cache);

        Directory.SetLastWriteTimeUtc(Inner, Now.AddMinutes(-5).UtcDateTime);
        Get(cache);
        Get(cache);
        _reads.ShouldBe(2);

        Directory.SetLastWriteTimeUtc(_folder.FullName, Now.AddMinutes(-4).UtcDateTime);
        Get(cache);
        Get(cache);
        _reads.ShouldBe(3);
    }

    [Fact]
    public void A_folder_that_is_gone_is_a_change()
    {
        ListingCache cache = new(_folder.FullName, _time);
        Get(cache);

        Directory.Delete(Inner);
        Settle(Now.AddHours(-1));
        Get(cache);

        _reads.ShouldBe(2);
    }

    [Fact]
    public void A_listing_of_the_very_moment_of_a_change_is_not_kept()
    {
        ListingCache cache = new(_folder.FullName, _time);
        Directory.SetLastWriteTimeUtc(Inner, Now.AddMilliseconds(-50).UtcDateTime);

        Get(cache);
        Get(cache);
        _reads.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(1));
        Get(cache);
        Get(cache);
        _reads.ShouldBe(3);
    }

    [Fact]
    public async Task The_store_sees_models_that_come_are_replaced_and_go()
    {
        using TemporaryStore temporary = new();
        temporary.Store.Known().ShouldBeEmpty();

        await temporary.InstallAsync("a");
        temporary.Store.Known().Select(model => model.Name.Short).ShouldBe(["a"]);

        InstalledModel replaced =
            await temporary.Store.InstallAsync(TemporaryStore.Manifest("a", family: "mock"), [], TestContext.Current.CancellationToken);
        temporary.Store.Known().ShouldHaveSingleItem().Digest.ShouldBe(replaced.Digest);

        await temporary.Open().InstallAsync(TemporaryStore.Manifest("b"), [], TestContext.Current.CancellationToken);
        temporary.Store.Known().Select(model => model.Name.Short).ShouldBe(["a", "b"], ignoreOrder: true);

        await temporary.Open().DeleteAsync(TemporaryStore.Name("a"), TestContext.Current.CancellationToken);
        temporary.Store.Known().Select(model => model.Name.Short).ShouldBe(["b"]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyList<InstalledModel> Get(ListingCache cache) => cache.Get(() =>
    {
        _reads++;
        return [];
    });

    private void Settle(DateTimeOffset time)
    {
        foreach (DirectoryInfo folder in _folder.EnumerateDirectories("*", SearchOption.AllDirectories).Prepend(_folder))
        {
            folder.LastWriteTimeUtc = time.UtcDateTime;
        }
    }
}
