using System.Xml.Linq;

namespace Tollama.ArchitectureTests.Projects;

public sealed class SolutionTests
{
    [Fact]
    public void Every_project_of_src_and_tests_is_in_the_solution() =>
        Missing(Repository.Read("Tollama.slnx"), [.. Repository.Files("src", ".csproj"), .. Repository.Files("tests", ".csproj")]).ShouldBeEmpty();

    [Fact]
    public void A_forgotten_project_is_found() =>
        Missing("""<Solution><Project Path="tests/A.Tests/A.Tests.csproj" /></Solution>""", ["tests/A.Tests/A.Tests.csproj", "tests/B.Tests/B.Tests.csproj"])
            .ShouldBe(["tests/B.Tests/B.Tests.csproj"]);

    [Fact]
    public void Every_test_project_is_called_tests_or_is_a_part_of_one() =>
        Repository.Files("tests", ".csproj")
            .Where(path => Repository.Read(path).Contains("<ProjectKind>Test</ProjectKind>", StringComparison.Ordinal))
            .Where(path => !Path.GetFileNameWithoutExtension(path).EndsWith("Tests", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static IEnumerable<string> Missing(string solution, IEnumerable<string> projects)
    {
        HashSet<string> listed = [.. XDocument.Parse(solution).Descendants("Project").Select(project => (string)project.Attribute("Path")!)];
        return projects.Where(project => !listed.Contains(project));
    }
}
