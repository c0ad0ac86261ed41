using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class StorePrunerTests : IDisposable
{
    private static readonly TimeSpan Grace = StorePruner.DefaultGrace;

    private readonly TemporaryStore _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task What_models_need_stays_and_what_nothing_needs_goes()
    {
        await _temporary.InstallAsync("theta", File("weights", "abc"));
        string[] needed = _temporary.BlobFiles();
        Place("sha256-" + new string('a', 64), age: TimeSpan.FromHours(2), length: 5);
        Place("sha256-" + new string('b', 64) + ".partial", TimeSpan.FromHours(2), 7);
        Place("sha256-" + new string('b', 64) + ".partial.json", TimeSpan.FromHours(2), 3);
        Place("." + new string('c', 32) + ".tmp", TimeSpan.FromHours(2), 1);
        Place("notes.txt", TimeSpan.FromHours(2), 1);

        PruneReport report = await PruneAsync(Grace);
        report.Removed.Select(file => file.Kind).ShouldBe(["temporary", "blob", "partial", "partial"]);
        report.FreedBytes.ShouldBe(16);
        _temporary.BlobFiles().ShouldBe([.. needed.Append("notes.txt").Order(StringComparer.CurrentCulture)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_dry_run_only_looks()
    {
        string blob = "sha256-" + new string('a', 64);
        Place(blob, TimeSpan.FromHours(2), 5);
        (await PruneAsync(Grace, dryRun: true)).Removed.ShouldHaveSingleItem().File.ShouldBe(blob);
        _temporary.BlobFiles().ShouldBe([blob]);
    }

    [Fact]
    public async Task Young_files_stay_unless_no_grace_is_given()
    {
        Place("sha256-" + new string('a', 64), TimeSpan.FromMinutes(59), 5);
        PruneReport report = await PruneAsync(Grace);
        (report.Removed.Count, report.Kept).ShouldBe((0, 1));
        (await PruneAsync(TimeSpan.Zero)).Removed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_young_temporary_file_stays_even_then()
    {
        Place("." + new string('c', 32) + ".tmp", TimeSpan.FromMinutes(59), 1);
        (await PruneAsync(TimeSpan.Zero)).Removed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pull_that_was_left_keeps_its_files_for_a_week()
    {
        BlobDigest digest = BlobDigest.Of("x"u8);
        await _temporary.Store.Pulls.WriteAsync(
            Name("half"), new PullRecord { RepoId = "a/b", Commit = new string('0', 40), Blobs = [digest.ToString()] }, Cancellation);
        Place(digest.FileName + ".partial", TimeSpan.Zero, 5);
        _temporary.Time.Advance(TimeSpan.FromDays(6));
        (await PruneAsync(Grace)).Removed.ShouldBeEmpty();
        (await PruneAsync(TimeSpan.Zero, dryRun: true)).Removed.Count.ShouldBe(1, "no grace means pulls that were left as well");
        _temporary.Time.Advance(TimeSpan.FromDays(2));
        (await PruneAsync(Grace)).Removed.ShouldHaveSingleItem().Kind.ShouldBe("partial");
        _temporary.Store.Pulls.All().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_clock_that_was_ahead_left_goes_when_no_grace_is_given()
    {
        BlobDigest digest = BlobDigest.Of("x"u8);
        await _temporary.Store.Pulls.WriteAsync(
            Name("half"), new PullRecord { RepoId = "a/b", Commit = new string('0', 40), Blobs = [digest.ToString()] }, Cancellation);
        foreach (string record in Directory.EnumerateFiles(_temporary.Paths.Pulls, "*", SearchOption.AllDirectories))
        {
            System.IO.File.SetLastWriteTimeUtc(record, _temporary.Time.GetUtcNow().AddHours(30).UtcDateTime);
        }

        Place(digest.FileName + ".partial", TimeSpan.FromHours(-30), 5);
        (await PruneAsync(Grace)).Removed.ShouldBeEmpty();
        (await PruneAsync(TimeSpan.Zero)).Removed.ShouldHaveSingleItem().Kind.ShouldBe("partial");
        _temporary.Store.Pulls.All().ShouldBeEmpty();
    }

    [Fact]
    public async Task While_a_manifest_is_damaged_no_blob_goes()
    {
        await _temporary.InstallAsync("theta");
        await System.IO.File.WriteAllTextAsync(_temporary.ManifestPath("theta"), "{", Cancellation);
        Place("sha256-" + new string('a', 64), TimeSpan.FromHours(2), 5);
        PruneReport report = await PruneAsync(Grace);
        report.Removed.ShouldBeEmpty();
        report.Obstacle.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_empty_store_has_nothing_to_remove() => (await PruneAsync(TimeSpan.Zero)).Removed.ShouldBeEmpty();

    private Task<PruneReport> PruneAsync(TimeSpan grace, bool dryRun = false) =>
        new StorePruner(_temporary.Store, _temporary.Time).PruneAsync(grace, dryRun, Cancellation);

    private void Place(string name, TimeSpan age, int length)
    {
        Directory.CreateDirectory(_temporary.Paths.Blobs);
        string path = Path.Combine(_temporary.Paths.Blobs, name);
        System.IO.File.WriteAllBytes(path, new byte[length]);
        System.IO.File.SetLastWriteTimeUtc(path, (_temporary.Time.GetUtcNow() - age).UtcDateTime);
    }
}
