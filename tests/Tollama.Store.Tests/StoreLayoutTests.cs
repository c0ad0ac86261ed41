using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

/// <summary>Stores of other versions: newer ones are left alone, older ones are migrated, whenever the power goes.</summary>
public sealed class StoreLayoutTests : IDisposable
{
    private static readonly string[] Names = ["one", "two", "three"];

    private readonly TemporaryStore _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_new_store_has_the_version_of_its_program()
    {
        await _temporary.InstallAsync("theta");
        (await System.IO.File.ReadAllTextAsync(_temporary.Paths.Version, Cancellation)).ShouldBe("2\n");
        _temporary.Store.Refusal().ShouldBeNull();
    }

    [Theory]
    [InlineData("3\n", "layout 3")]
    [InlineData("2147483647", "layout 2147483647")]
    [InlineData("x", "no version")]
    [InlineData("", "no version")]
    [InlineData("-1", "no version")]
    [InlineData("99999999999999999999999999", "no version")]
    public async Task A_newer_store_is_left_alone(string version, string reason)
    {
        await _temporary.InstallAsync("theta");
        await System.IO.File.WriteAllTextAsync(_temporary.Paths.Version, version, Cancellation);
        string[] before = Files();
        ModelStore store = _temporary.Open();
        store.Refusal().ShouldNotBeNull().Message.ShouldContain(reason);
        List<TollamaException> errors =
        [
            Should.Throw<TollamaException>(() => store.List()),
            Should.Throw<TollamaException>(() => store.Find(Name("theta"))),
            await Should.ThrowAsync<TollamaException>(() => store.InstallAsync(Manifest("naive"), [], Cancellation)),
            await Should.ThrowAsync<TollamaException>(() => store.DeleteAsync(Name("theta"), Cancellation)),
            await Should.ThrowAsync<TollamaException>(() => store.CopyAsync(Name("theta"), Name("other"), force: false, Cancellation)),
            await Should.ThrowAsync<TollamaException>(() => new StorePruner(store, _temporary.Time).PruneAsync(TimeSpan.Zero, dryRun: false, Cancellation)),
        ];
        errors.ShouldAllBe(error => error.Code == ErrorCode.StoreUnavailable && error.Message.Contains(reason) && error.Hint != null);
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task An_older_store_is_migrated_when_it_is_changed()
    {
        await MakeOldAsync();
        InstalledModel[] before = [.. _temporary.Open().List().Models];
        await _temporary.Open().InstallAsync(Manifest("four"), [], Cancellation);
        InstalledModel[] after = [.. _temporary.Open().List().Models.Where(model => model.Name.Short != "four")];
        after.Select(model => (model.Name, model.Digest, model.ModifiedAt, model.Manifest.Origin!.How))
            .ShouldBe(before.Select(model => (model.Name, model.Digest, model.ModifiedAt, "unknown")), "a migration loses nothing, and invents nothing");
        (await System.IO.File.ReadAllTextAsync(_temporary.ManifestPath("one"), Cancellation)).ShouldContain("\"origin\"");
    }

    [Fact]
    public async Task A_migration_that_ends_between_any_two_files_loses_nothing_and_is_finished_by_the_next()
    {
        for (int steps = 0; steps <= Names.Length + 1; steps++)
        {
            await MakeOldAsync();
            (string, string)[] before = Models();
            int left = steps;
            bool isStopped = false;
            try
            {
                await Layout(path =>
                {
                    if (left-- == 0)
                    {
                        // What a crash in the middle of writing leaves beside the file.
                        System.IO.File.WriteAllText(AtomicFile.TemporaryIn(Path.GetDirectoryName(path)!), "half a manif");
                        throw new IOException("the power is gone");
                    }
                }).Prepare_NeedsLockAsync(Cancellation);
            }
            catch (IOException)
            {
                isStopped = true;
            }

            isStopped.ShouldBe(steps <= Names.Length);
            Models().ShouldBe(before);
            System.IO.File.Exists(_temporary.Paths.Version).ShouldBe(!isStopped, "the version comes last");

            await Layout(null).Prepare_NeedsLockAsync(Cancellation);
            Models().ShouldBe(before);
            System.IO.File.Exists(_temporary.Paths.Version).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_damaged_manifest_stays_as_it_is()
    {
        await MakeOldAsync();
        await System.IO.File.WriteAllTextAsync(_temporary.ManifestPath("two"), "{damaged", Cancellation);
        await Layout(null).Prepare_NeedsLockAsync(Cancellation);
        (await System.IO.File.ReadAllTextAsync(_temporary.ManifestPath("two"), Cancellation)).ShouldBe("{damaged");
        _temporary.Open().List().Warnings.ShouldHaveSingleItem();
    }

    // A store as the first versions made it: no version, no origins.
    private async Task MakeOldAsync()
    {
        foreach (string name in Names)
        {
            await _temporary.InstallAsync(name, File("weights", name));
            string path = _temporary.ManifestPath(name);
            DateTime time = System.IO.File.GetLastWriteTimeUtc(path);
            await System.IO.File.WriteAllBytesAsync(path, ManifestReader.ParseStored(await System.IO.File.ReadAllBytesAsync(path, Cancellation), out _)!.Content(), Cancellation);
            System.IO.File.SetLastWriteTimeUtc(path, time);
        }

        System.IO.File.Delete(_temporary.Paths.Version);
    }

    private StoreLayout Layout(Action<string>? onStep) =>
        new(_temporary.Paths, _temporary.Time, new NameFolder(_temporary.Paths.Models, _temporary.Paths.Manifests), onStep);

    private (string Name, string Digest)[] Models() =>
        [.. _temporary.Open().List().Models.Select(model => (model.Name.Short, model.Digest)).Order()];

    private string[] Files() => [.. Directory.GetFiles(_temporary.Paths.Models, "*", SearchOption.AllDirectories).Order()];
}
