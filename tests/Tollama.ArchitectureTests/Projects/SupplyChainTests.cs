using System.Text.RegularExpressions;

namespace Tollama.ArchitectureTests.Projects;

/// <summary>What a build takes from others is named by its content.</summary>
public sealed partial class SupplyChainTests
{
    [Fact]
    public void Every_project_has_a_lock_file() =>
        Repository.Files("", ".csproj").Where(path => !File.Exists(Path.Join(Repository.Root, Path.GetDirectoryName(path), "packages.lock.json"))).ShouldBeEmpty();

    [Fact]
    public void Every_project_of_the_release_has_a_lock_file_for_it() =>
        Repository.Files("src", ".csproj")
            .Where(path => !File.Exists(Path.Join(Repository.Root, Path.GetDirectoryName(path), "packages.linux-x64.lock.json"))).ShouldBeEmpty();

    [Fact]
    public void CI_restores_what_the_lock_files_name() => Repository.Read(".ci/run").ShouldContain("--locked-mode");

    [Fact]
    public void Every_action_is_named_by_its_commit()
    {
        string[] uses = [.. Workflows().Where(line => line.Contains("uses:", StringComparison.Ordinal))];
        uses.ShouldNotBeEmpty();
        uses.Where(line => !IsPinned(line)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("- uses: actions/checkout@v4", false)]
    [InlineData("- uses: actions/checkout@3d3c42e # v7", false)]
    [InlineData("- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", true)]
    public void A_tag_is_no_commit(string line, bool isPinned) => IsPinned(line).ShouldBe(isPinned);

    private static IEnumerable<string> Workflows() => Repository.Files(".github", ".yml").SelectMany(path => Repository.Read(path).Split('\n'));

    private static bool IsPinned(string line) => Commit().IsMatch(line);

    [GeneratedRegex("@[0-9a-f]{40} # v[0-9]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commit();
}
