using System.Runtime.Versioning;
using Tollama.Store.Tests.Hub;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

/// <summary>What the store writes is its owner's alone.</summary>
public sealed class PrivateFilesTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_and_folders_of_the_store_are_closed_to_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes; the profile's folder is private there");
        await using HubStore hub = await HubStore.WithBoltAsync();
        string home = Path.Combine(hub.Paths.Home, "deeper", "home");
        StorePaths paths = new(home);
        ModelStore store = new(paths, TimeProvider.System, hub.Registry);
        await using ModelPuller puller = new(store, hub.Registry, TimeProvider.System, [], hub.Options, HubStore.Hasty);
        await HubStore.PullAsync(puller, "chronos-bolt:tiny", null, Cancellation);
        await store.Licenses.AcceptAsync("theta", "MIT", null, Cancellation);
        await store.Pulls.WriteAsync(Name("theta"), new PullRecord { RepoId = "a/b", Commit = "c", Blobs = [] }, Cancellation);
        using (PartialFile.Open(store.Blobs.PathOf(BlobDigest.Of([1])), 10, HubStore.Hasty, TimeProvider.System))
        {
            if (!OperatingSystem.IsWindows())
            {
                RequirePrivate(home);
            }
        }
    }

    [Fact]
    public async Task What_a_user_has_opened_stays_open()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        using TemporaryStore temporary = new();
        await temporary.InstallAsync("theta");
        if (!OperatingSystem.IsWindows())
        {
            await OpenAsync(temporary, Private | UnixFileMode.GroupRead);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task OpenAsync(TemporaryStore temporary, UnixFileMode shared)
    {
        string manifest = temporary.ManifestPath("theta");
        System.IO.File.SetUnixFileMode(manifest, shared);
        System.IO.File.SetUnixFileMode(temporary.Paths.Blobs, shared | UnixFileMode.UserExecute);
        await temporary.InstallAsync("theta", File("weights", "other"));
        System.IO.File.GetUnixFileMode(manifest).ShouldBe(shared);
        System.IO.File.GetUnixFileMode(temporary.Paths.Blobs).ShouldBe(shared | UnixFileMode.UserExecute);
    }

    [UnsupportedOSPlatform("windows")]
    private static void RequirePrivate(string home)
    {
        string[] files = Directory.GetFiles(home, "*", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(6);
        foreach (string file in files)
        {
            System.IO.File.GetUnixFileMode(file).ShouldBe(Private, file);
        }

        foreach (string folder in Directory.GetDirectories(home, "*", SearchOption.AllDirectories).Append(home))
        {
            System.IO.File.GetUnixFileMode(folder).ShouldBe(Private | UnixFileMode.UserExecute, folder);
        }
    }
}
