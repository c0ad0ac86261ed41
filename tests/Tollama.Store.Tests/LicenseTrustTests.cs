using Tollama.Core.Errors;
using Tollama.Testing.Files;

namespace Tollama.Store.Tests;

/// <summary>Nobody else accepts a licence for the user.</summary>
public sealed class LicenseTrustTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public LicenseTrustTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LicenseLedger Ledger => _temporary.Store.Licenses;

    [Fact]
    public async Task What_others_may_write_accepts_nothing_until_it_is_accepted_anew()
    {
        await Ledger.AcceptAsync("m", "NC", null, Cancellation);
        FileModes.Set(_temporary.Paths.Licenses, "666");

        Ledger.Find("m", "NC").ShouldBeNull();

        await Ledger.AcceptAsync("m", "NC", null, Cancellation);
        Ledger.Find("m", "NC").ShouldNotBeNull();
        FileModes.Of(_temporary.Paths.Licenses).ShouldBe("0600");
        File.Exists(_temporary.Paths.Licenses + ".damaged").ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_folder_that_others_may_write_nothing_is_accepted()
    {
        await Ledger.AcceptAsync("m", "NC", null, Cancellation);
        FileModes.Set(_temporary.Paths.Home, "777");

        Ledger.List().ShouldBeEmpty();
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => Ledger.AcceptAsync("n", "NC", null, Cancellation));

        error.Code.ShouldBe(ErrorCode.StoreUnavailable);
        error.Hint.ShouldBe($"run: chmod go-w '{_temporary.Paths.Home}'");
    }

    [Fact]
    public async Task A_file_of_another_user_accepts_nothing()
    {
        Assert.SkipUnless(OtherUsers.CanHaveFiles, "only root can give a file to another user");
        await Ledger.AcceptAsync("m", "NC", null, Cancellation);
        OtherUsers.GiveAway(_temporary.Paths.Licenses);

        Ledger.List().ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("pipe")]
    [InlineData("endless")]
    public async Task What_is_no_file_accepts_nothing(string kind)
    {
        StrangeFiles.Make(kind, _temporary.Paths.Licenses);

        (await Task.Run(Ledger.List, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("pipe")]
    [InlineData("socket")]
    public async Task A_manifest_that_is_no_file_is_a_damaged_one(string kind)
    {
        await _temporary.InstallAsync("m", TemporaryStore.File("config.json", "{}"));
        File.Delete(_temporary.ManifestPath("m"));
        StrangeFiles.Make(kind, _temporary.ManifestPath("m"));

        StoreListing listing = await Task.Run(() => _temporary.Open().List(), TestContext.Current.CancellationToken);

        listing.Models.ShouldBeEmpty();
    }

    public void Dispose() => _temporary.Dispose();
}
