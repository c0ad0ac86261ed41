using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class StoreCheckTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_usable_store_is_readable_and_writable_and_has_room()
    {
        await _temporary.InstallAsync("theta");
        StoreHealth health = _temporary.Store.Check();
        health.ShouldBe(new StoreHealth { Readable = true, Writable = true, FreeBytes = health.FreeBytes });
        health.FreeBytes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_check_leaves_no_file()
    {
        _temporary.Store.Check().Writable.ShouldBeTrue();
        Directory.EnumerateFiles(_temporary.Paths.Models).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_was_there_and_is_gone_is_told_and_not_made_again()
    {
        _temporary.Store.Check().Writable.ShouldBeTrue();
        Directory.Delete(_temporary.Paths.Models, recursive: true);

        StoreHealth health = _temporary.Store.Check();

        (health.Readable, health.Writable).ShouldBe((false, false));
        health.Error!.ShouldContain($"'{_temporary.Paths.Models}' was there and is gone");
        Directory.Exists(_temporary.Paths.Models).ShouldBeFalse();
        Directory.CreateDirectory(_temporary.Paths.Models);
        _temporary.Store.Check().Writable.ShouldBeTrue();
    }

    [Fact]
    public void A_store_that_a_newer_program_wrote_cannot_be_used()
    {
        Directory.CreateDirectory(_temporary.Paths.Models);
        System.IO.File.WriteAllText(_temporary.Paths.Version, "99\n");

        StoreHealth health = _temporary.Store.Check();

        health.Readable.ShouldBeFalse();
        health.Error!.ShouldContain("has layout 99");
    }

    [Fact]
    public async Task A_file_in_the_way_is_named()
    {
        string file = Path.Combine(_temporary.Paths.Home, "not-a-folder");
        await System.IO.File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        ModelStore store = new(new StorePaths(_temporary.Paths.Home, Path.Combine(file, "models")), _temporary.Time);
        StoreHealth health = store.Check();
        health.Readable.ShouldBeFalse();
        health.Writable.ShouldBeFalse();
        health.Error!.ShouldContain($"'{file}' is a file where a folder should be");
        Should.Throw<TollamaException>(() => store.List()).Code.ShouldBe(ErrorCode.StoreUnavailable);
        TollamaException error = await Should.ThrowAsync<TollamaException>(
            () => store.InstallAsync(Manifest("theta"), [], TestContext.Current.CancellationToken));
        error.Code.ShouldBe(ErrorCode.StoreUnavailable);
        error.Message.ShouldContain(file);
        error.Hint!.ShouldContain("TOLLAMA_MODELS");
    }

    [Fact]
    public async Task A_folder_where_nobody_may_write_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses a file system of Linux that refuses new folders, even to root");
        ModelStore store = new(new StorePaths(_temporary.Paths.Home, "/proc/self/tollama"), _temporary.Time);
        StoreHealth health = store.Check();
        health.Readable.ShouldBeTrue();
        health.Writable.ShouldBeFalse();
        health.Error!.ShouldContain("/proc/self/tollama");
        (await Should.ThrowAsync<TollamaException>(
            () => store.InstallAsync(Manifest("theta"), [], TestContext.Current.CancellationToken))).Code.ShouldBe(ErrorCode.StoreUnavailable);
    }

    [Fact]
    public async Task The_first_folder_that_stops_the_user_is_named_with_the_user()
    {
        SkipForRoot();
        string locked = Directory.CreateDirectory(Path.Combine(_temporary.Paths.Home, "locked")).FullName;
        ModelStore store = new(new StorePaths(Path.Combine(locked, "home", "deep")), _temporary.Time);
        using (new Mode(locked, UnixFileMode.None))
        {
            store.Check().Error!.ShouldContain($"user '{Environment.UserName}' may not enter '{locked}'");
            TollamaException error = await Should.ThrowAsync<TollamaException>(
                () => store.InstallAsync(Manifest("theta"), [], TestContext.Current.CancellationToken));
            error.Message.ShouldContain(locked);
        }
    }

    [Fact]
    public async Task A_store_that_can_only_be_read_still_serves()
    {
        SkipForRoot();
        await _temporary.InstallAsync("theta");
        using (new Mode(_temporary.Paths.Models, UnixFileMode.UserRead | UnixFileMode.UserExecute))
        {
            ModelStore store = _temporary.Open();
            store.Get(Name("theta")).Name.Short.ShouldBe("theta");
            store.List().Models.ShouldHaveSingleItem();
            StoreHealth health = store.Check();
            health.Readable.ShouldBeTrue();
            health.Writable.ShouldBeFalse();
            health.Error!.ShouldContain(Environment.UserName);
        }
    }

    [Fact]
    public void A_full_disk_is_another_error_than_a_forbidden_one()
    {
        const int NoSpaceLeft = 28;
        StoreFault.Explain(_temporary.Paths.Models, new IOException("no space", NoSpaceLeft)).Code.ShouldBe(ErrorCode.InsufficientStorage);
        StoreFault.Explain(_temporary.Paths.Models, new UnauthorizedAccessException("denied")).Code.ShouldBe(ErrorCode.StoreUnavailable);
    }

    private static void SkipForRoot() =>
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not stop root");

    private sealed class Mode : IDisposable
    {
        private readonly string _path;
        private readonly UnixFileMode _before;

        public Mode(string path, UnixFileMode mode)
        {
            _path = path;
            _before = OperatingSystem.IsWindows() ? UnixFileMode.None : System.IO.File.GetUnixFileMode(path);
            Set(mode);
        }

        public void Dispose() => Set(_before);

        private void Set(UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
            {
                System.IO.File.SetUnixFileMode(_path, mode);
            }
        }
    }
}
