using System.Text.RegularExpressions;

namespace Tollama.ArchitectureTests.Documents;

/// <summary>A promise names its test, and the test is there.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly Lazy<Dictionary<string, string>> Tests = new(() => Repository.Files("tests", "Tests.cs")
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
        .ToDictionary(files => files.Key, files => string.Join('\n', files.Select(Repository.Read)), StringComparer.Ordinal));

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        string[] named = [.. TestName().Matches(Repository.Read("docs/security.md")).Select(match => match.Value)];
        named.Length.ShouldBeGreaterThan(15);
        named.Where(name => !Exists(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_names_a_test() => Repository.Read("docs/security.md").Split('\n')
        .Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal) && !line.EndsWith("| Test |", StringComparison.Ordinal))
        .Where(row => !TestName().IsMatch(row)).ShouldBeEmpty();

    [Theory]
    [InlineData("SecurityPageTests.Every_test_that_the_page_names_exists", true)]
    [InlineData("SecurityPageTests.Every_test", false)]
    [InlineData("NoSuchTests.Every_test_that_the_page_names_exists", false)]
    public void A_test_is_found_by_its_whole_name(string name, bool exists) => Exists(name).ShouldBe(exists);

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        return Tests.Value.TryGetValue(parts[0], out string? source) && source.Contains($" {parts[1]}(", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b[A-Z]\w*Tests\.[A-Z]\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
