using Tollama.Testing.Files;

namespace Tollama.Store.Tests;

public sealed class FileTrustTests : IDisposable
{
    private const string Private = "700";
    private const string Open = "777";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public FileTrustTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");

    [Fact]
    public void What_the_system_says_is_what_is_known()
    {
        string file = Write("file");
        FileStatus status = FileStatus.Of(file)!.Value;

        status.Owner.ShouldBe(FileStatus.CurrentUser);
        status.IsRegular.ShouldBeTrue();
        status.Permissions.ShouldBe(FileModes.Of(file));
        FileStatus.Of("/")!.Value.ShouldSatisfyAllConditions(root => root.IsFolder.ShouldBeTrue(), root => root.Owner.ShouldBe(0u));
        FileStatus.Of("/tmp")!.Value.ShouldSatisfyAllConditions(
            temporary => temporary.IsSticky.ShouldBe(FileModes.Of("/tmp").StartsWith("01", StringComparison.Ordinal)),
            temporary => temporary.Permissions.ShouldBe(FileModes.Of("/tmp")));
        FileStatus.Of(Path.Join(_folder, "none")).ShouldBeNull();
        Environment.IsPrivilegedProcess.ShouldBe(FileStatus.CurrentUser == 0);
    }

    [Fact]
    public void A_file_of_the_user_in_folders_of_the_user_is_trusted() => FileTrust.Fault(Write("file")).ShouldBeNull();

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/usr/bin/env")]
    public void Programs_of_the_system_are_trusted(string program) => FileTrust.Fault(program).ShouldBeNull();

    [Theory]
    [InlineData("0620")]
    [InlineData("0602")]
    public void A_file_that_others_may_write_is_not(string mode)
    {
        string file = Write("file");
        FileModes.Set(file, mode);

        FileTrust.Fault(file)!.Reason.ShouldContain($"'{file}' may be written by others than its owner, user {FileStatus.CurrentUser} (mode {mode})");
    }

    [Fact]
    public void A_folder_above_it_that_others_may_write_makes_it_untrusted()
    {
        string outer = Path.Join(_folder, "outer");
        string file = Write("outer/inner/file");
        FileModes.Set(outer, Open);

        FileTrust.Fault(file)!.Remedy.ShouldBe($"run: chmod go-w '{outer}'");

        // As /tmp: others may add files, and cannot touch this one.
        FileModes.Set(outer, "1777");
        FileTrust.Fault(file).ShouldBeNull();
        FileTrust.Fault(outer)!.Reason.ShouldContain("1777", Case.Sensitive, "a folder to which everybody adds is not trusted itself");
    }

    [Fact]
    public void A_link_is_followed_and_each_folder_of_its_way_is_looked_at()
    {
        string file = Write("open/file");
        FileModes.Set(Path.Join(_folder, "open"), Open);
        Directory.CreateDirectory(Path.Join(_folder, "links"));
        string absolute = Path.Join(_folder, "links", "absolute");
        string relative = Path.Join(_folder, "links", "relative");
        File.CreateSymbolicLink(absolute, file);
        File.CreateSymbolicLink(relative, "../links/../open/file");

        FileTrust.Fault(absolute)!.Reason.ShouldContain($"'{Path.Join(_folder, "open")}'");
        FileTrust.Fault(relative)!.Reason.ShouldContain($"'{Path.Join(_folder, "open")}'");

        FileModes.Set(Path.Join(_folder, "open"), Private);
        FileTrust.Fault(absolute).ShouldBeNull();
        FileTrust.Fault(relative).ShouldBeNull();
    }

    [Fact]
    public void Links_that_lead_in_circles_and_links_to_nothing_are_not_trusted()
    {
        string one = Path.Join(_folder, "one");
        File.CreateSymbolicLink(one, "two");
        File.CreateSymbolicLink(Path.Join(_folder, "two"), "one");
        string nothing = Path.Join(_folder, "nothing");
        File.CreateSymbolicLink(nothing, "none");

        FileTrust.Fault(one)!.Reason.ShouldContain("more than 40 links");
        FileTrust.Fault(nothing)!.Reason.ShouldContain("there is no");
    }

    [Theory]
    [InlineData("open/file")]
    [InlineData("open")]
    public void What_belongs_to_another_user_is_not_trusted(string part)
    {
        Assert.SkipUnless(OtherUsers.CanHaveFiles, "only root can give a file to another user");
        string file = Write("open/file");
        OtherUsers.GiveAway(Path.Join(_folder, part));

        FileTrust.Fault(file)!.Reason.ShouldStartWith($"'{Path.Join(_folder, part)}' belongs to user {OtherUsers.Nobody}");
    }

    [Fact]
    public void A_link_of_another_user_is_not_followed_even_to_a_trusted_file()
    {
        Assert.SkipUnless(OtherUsers.CanHaveFiles, "only root can give a file to another user");
        string link = Path.Join(_folder, "link");
        File.CreateSymbolicLink(link, Write("file"));
        OtherUsers.GiveAway(link);

        FileTrust.Fault(link)!.Remedy.ShouldBe($"if you trust it: chown -h 0 '{link}'");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name)
    {
        string path = Path.Join(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        FileModes.Set(path, "600");
        return path;
    }
}
