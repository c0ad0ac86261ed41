using Tollama.Catalog;
using Tollama.Testing.Files;

namespace Tollama.Store.Tests;

public sealed class UserRegistryTests : IDisposable
{
    private static readonly ModelRegistry Embedded = ModelRegistry.LoadEmbedded();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-registry-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_adds_its_models()
    {
        string path = Write("""{"models": [{"name": "mine", "family": "mine", "source": {"type": "runner"}, "license": {"type": "MIT"}}]}""");
        UserRegistry.AddTo(Embedded, path).Find(ModelName.Parse("mine"))!.Family.ShouldBe("mine");
    }

    [Fact]
    public void A_broken_file_is_a_warning_with_its_path()
    {
        string path = Write("{");
        ModelRegistry merged = UserRegistry.AddTo(Embedded, path);
        merged.Cards.ShouldBe(Embedded.Cards);
        merged.Warnings.ShouldHaveSingleItem().ShouldContain(path);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_a_warning()
    {
        string path = Write("{}");
        using FileStream held = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        UserRegistry.AddTo(Embedded, path).Warnings.ShouldHaveSingleItem().ShouldContain("was skipped");
    }

    [Theory]
    [InlineData("666")]
    [InlineData("620")]
    public void A_file_that_others_may_write_is_skipped_and_said_with_the_remedy(string mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        string path = Write("""{"models": [{"name": "mine", "family": "mine", "source": {"type": "runner"}, "license": {"type": "MIT"}}]}""");
        FileModes.Set(path, mode);

        ModelRegistry merged = UserRegistry.AddTo(Embedded, path);

        merged.Find(ModelName.Parse("mine")).ShouldBeNull();
        merged.Warnings.ShouldHaveSingleItem().ShouldEndWith($"run: chmod go-w '{path}'");
    }

    [Fact]
    public void A_file_of_another_user_or_in_a_folder_that_others_may_write_is_skipped()
    {
        Assert.SkipUnless(OtherUsers.CanHaveFiles, "only root can give a file to another user");
        string path = Write("""{"models": [{"name": "mine", "family": "mine", "source": {"type": "runner"}, "license": {"type": "MIT"}}]}""");
        FileModes.Set(_folder.FullName, "777");
        UserRegistry.AddTo(Embedded, path).Find(ModelName.Parse("mine")).ShouldBeNull();
        FileModes.Set(_folder.FullName, "700");
        UserRegistry.AddTo(Embedded, path).Find(ModelName.Parse("mine")).ShouldNotBeNull();
        OtherUsers.GiveAway(path);
        UserRegistry.AddTo(Embedded, path).Find(ModelName.Parse("mine")).ShouldBeNull();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("pipe")]
    [InlineData("socket")]
    [InlineData("endless")]
    public async Task What_is_no_file_is_a_warning(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files");
        string path = Path.Combine(_folder.FullName, "registry.json");
        StrangeFiles.Make(kind, path);

        ModelRegistry merged = await Task.Run(() => UserRegistry.AddTo(Embedded, path), TestContext.Current.CancellationToken);

        merged.Warnings.ShouldHaveSingleItem().ShouldContain("was skipped");
    }

    [Fact]
    public void A_file_that_is_not_there_changes_nothing() =>
        UserRegistry.AddTo(Embedded, Path.Combine(_folder.FullName, "absent.json")).ShouldBeSameAs(Embedded);

    [Fact]
    public void Every_license_of_the_program_is_described() =>
        Embedded.Cards.ShouldAllBe(card => LicenseTexts.Describe(card.License.Type).Contains(": ", StringComparison.Ordinal));

    private string Write(string content)
    {
        string path = Path.Combine(_folder.FullName, "registry.json");
        File.WriteAllText(path, content);
        return path;
    }
}
